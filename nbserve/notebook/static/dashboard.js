// Built from nbserve/notebook/js/src/dashboard; edit that, then run "npm run build" there.
var Da="http://www.w3.org/2000/svg";function y(e,t={},...n){return Io(l=>document.createElement(l),e,t,n)}function ye(e,t={},...n){return Io(l=>document.createElementNS(
Da,l),e,t,n)}function Io(e,t,n,l){let[s,...i]=t.split("."),a=e(s);i.length&&a.setAttribute("class",i.join(" "));for(let[c,p]of Object.entries(n))if(c.startsWith(
"on"))a.addEventListener(c.slice(2),p);else if(c==="dataset")Object.assign(a.dataset,p);else if(c==="style")for(let[f,m]of Object.entries(p))a.style.setProperty(
f,m);else Bt(a,c,p);return a.append(...l.flat().filter(c=>c!=null&&c!==!1)),a}function Bt(e,t,n){n==null||n===!1?e.removeAttribute(t):e.getAttribute(t)!==String(
n)&&e.setAttribute(t,n===!0?"":String(n))}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function Al(e="",t={}){return y("span.nbs-unseen",t,e)}var Bn="The kernel is busy with a cell; this takes effect when it ends.",Pl=class{#e;#n;#t=new Map;#l=Math.floor(Math.random()*1073741823);constructor(t,n){this.#e=
t,this.#n=n,n.on("msg:custom",l=>this.#s(l)),n.defer(()=>{for(let{timer:l}of this.#t.values())clearTimeout(l);this.#t.clear()})}ask(t,n=()=>{}){let l=this.#l++;
return new Promise(s=>{if(this.#n.closed)return;let i={resolve:s,busy:n,late:!1};i.timer=setTimeout(()=>{i.late=!0,n(!0)},400),this.#t.set(l,i),this.#e.send({...t,
id:l})})}#s(t){let n=this.#t.get(t?.answer);n&&(this.#t.delete(t.answer),clearTimeout(n.timer),n.late&&n.busy(!1),n.resolve(t))}};var Ll=class{#e;#n=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let n=()=>this.#n.delete(n)&&t();return this.#n.add(n),n}on(t,n){return this.#e.on(t,
n),this.defer(()=>this.#e.off(t,n))}bind(t,n){this.on(`change:${t}`,()=>n(this.#e.get(t))),n(this.#e.get(t))}listen(t,n,l){return t.addEventListener(n,l),this.defer(
()=>t.removeEventListener(n,l))}observe(t,n,l){return t.observe(n,l),this.defer(()=>t.disconnect())}frame(t){let n=0;return this.defer(()=>cancelAnimationFrame(
n)),()=>{n||this.closed||(n=requestAnimationFrame(()=>{n=0,t()}))}}debounce(t,n){let l=0,s=()=>clearTimeout(l),i=(...a)=>{s(),this.closed||(l=setTimeout(()=>n(...a),
t))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let t of[...this.#n].reverse())t()}};function Ra(e){let t=(e.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:e.startsWith("color\
(")?t.map(n=>Math.round(n*255)):t}function Oa([e,t,n]){return .2126*e+.7152*t+.0722*n>140}var Cl=class{#e;#n;#t=new Set;#l=null;constructor(t,n){this.#e=t,this.#n=
n;let l=()=>this.refresh(),s=n.debounce(400,l),i=()=>{l(),s()},a=new MutationObserver(i);for(let c of[document.documentElement,document.body])n.observe(a,c,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});n.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),this.refresh()}watch(t){
return this.#t.add(t),this.#n.defer(()=>this.#t.delete(t))}refresh(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#l){this.#l=t,this.rgb=Ra(
t),this.dark=Oa(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let n of this.#t)n()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t})`}named(t){return getComputedStyle(
this.#e).getPropertyValue(t).trim()||this.ink()}};function dt(e,t,n=1){let l=(250+e*137.508)%360,s=Math.floor(e/8)%2?-.09:0;return`oklch(${((t?.74:.62)+s).toFixed(2)} 0.13 ${l.toFixed(1)} / ${n})`}var Dl=class{#e=new Map;learn(t){
for(let{request:n,answer:l,slot:s}of t){let i=`${n}.${l}`;this.#e.delete(i),this.#e.set(i,s)}for(let n of this.#e.keys()){if(this.#e.size<=4096)break;this.#e.delete(
n)}}slot(t,n=0){return this.#e.get(`${t}.${n}`)??t+n}};var Na={closed:"This engine is closed. What you see is its last state.",failed:"This engine has failed and serves no more requests. What you see is its last sta\
te."},Fa="This is the last state; run the cell again.";function Uo({model:e,scope:t,root:n}){let l=y("p.nbs-banner",{role:"status",hidden:!0}),s=()=>{let i=n.closest(
".jupyter-widgets-disconnected")!==null,a=i?Fa:Na[e.get("now")?.state];n.classList.toggle("nbs-gone",i),l.hidden=!a,ee(l,a??"")};return t.bind("now",s),t.observe(
new MutationObserver(s),n.parentElement,{attributes:!0,attributeFilter:["class"]}),t.on("comm_live_update",s),t.frame(s)(),l}function Ba(e){return e instanceof Uint8Array?e:ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):e instanceof ArrayBuffer?new Uint8Array(
e):new Uint8Array(0)}function Va(e,t){let n=Ba(t),l=Math.floor(n.byteLength/e.BYTES_PER_ELEMENT);return n.byteOffset%e.BYTES_PER_ELEMENT===0?new e(n.buffer,n.byteOffset,
l):new e(n.slice(0,l*e.BYTES_PER_ELEMENT).buffer)}function Ms(e){let{total:t=0,block_size:n=1,cells:l,owners:s=[]}=e??{};return{total:t,blockSize:n,cells:_s(Uint32Array,
l,t),owners:s}}function Vn(e,t){let n=e&65535,l=e>>>16&255,s=e>>>24&63,i=(e&1073741824)!==0;return{slot:n?n-1:null,tokens:t<=255?l:Math.round(l/255*t),share:Math.
min(1,l/Math.min(255,Math.max(1,t))),refs:s,published:i,state:s?"used":i?"cached":"free"}}function Es(e){let{first:t=0,columns:n=0,rows:l=0,cells:s,counts:i,table:a=[],
mode:c=null,more:p=0}=e??{},f=l*n;return{first:t,columns:n,rows:l,table:a,mode:c,more:p,cells:_s(Uint32Array,s,f),counts:_s(Uint16Array,i,f)}}var qa=["idle","pr\
efill","decode","recompute","waiting","speculated"];function Kt(e){let t=e&1048575;return{index:t?t-1:null,kind:t?qa[e>>>20&15]??"decode":"idle",finished:(e&16777216)!==
0,preempted:(e&33554432)!==0}}function _s(e,t,n){let l=Va(e,t);if(l.length>=n)return l.subarray(0,n);let s=new e(n);return s.set(l),s}var un="no traffic",qn=e=>e!=null&&Number.isFinite(e);function oe(e){return qn(e)?Math.round(e).toLocaleString("en-US"):"–"}function Pe(e,t){return`${oe(e)} ${t}${e===
1?"":"s"}`}function fn(e,t=un){if(!qn(e))return t;if(e===0)return"0";let n=e>=99.95?0:e>=9.995?1:2;return e.toLocaleString("en-US",{minimumFractionDigits:n,maximumFractionDigits:n})}
function Vt(e,t=un){if(!qn(e))return t;let n=e*100;return n>0&&n<1?"< 1 %":n>99&&n<100?`${(Math.floor(n*10)/10).toFixed(1)} %`:`${Math.round(n)} %`}function Me(e,t=un){
if(!qn(e))return t;let n=e*1e3;if(n<999.5)return`${n===0?"0":n<9.95?Wa(n,n<1?2:1):Math.round(n)} ms`;if(e<99.95)return`${e<9.995?e.toFixed(2):e.toFixed(1)} s`;let l=Math.
round(e),s=Math.floor(l/60);return`${oe(s)} min ${String(l%60).padStart(2,"0")} s`}function Jt(e){return qn(e)?new Date(e*1e3).toLocaleTimeString("en-GB"):"–"}
function hn(e,t=0,n=1){return n>1||t>0?`r${e}.${t}`:`r${e}`}function jo(e){return qn(e)?e>=.98?"full":e>=.9?"nearly full":null:null}function Yo(e){return e.replaceAll(
`
`,"⏎").replaceAll("	","⇥").replaceAll("\r","␍")}function Wa(e,t){return String(Number(e.toFixed(t)))}function za(e,t,{total:n,columns:l,page:s=10}){let i=Math.floor(e/l)*l,a={ArrowLeft:e-1,ArrowRight:e+1,ArrowUp:e-l,ArrowDown:e+l,Home:i,End:Math.min(i+l,n)-1,PageUp:Math.
max(e-s*l,e%l),PageDown:e+s*l};if(!(t in a))return null;let c=a[t];return t==="PageDown"&&c>=n?Math.max(e,Ha(e%l,n,l)):c<0||c>=n?e:c}function Ha(e,t,n){let l=Math.
floor((t-1)/n)*n+e;return l<t?l:l-n}var Wn=class{constructor(t,n,{onMove:l,onSelect:s=()=>{},onEscape:i=()=>{}}){this.index=null,this.byKeyboard=!1,this.ring=y(
"div.nbs-ring",{hidden:!0,"aria-hidden":"true"}),this.#e=n,this.#n=l,t.append(this.ring);let a=c=>{let p=t.getBoundingClientRect();return n.at(c.clientX-p.left,
c.clientY-p.top)};t.addEventListener("pointermove",c=>this.move(a(c))),t.addEventListener("pointerleave",()=>{this.byKeyboard||this.move(null)}),t.addEventListener(
"click",c=>{let p=a(c);p!==null&&s(p)}),t.addEventListener("focus",()=>{this.index===null&&t.matches(":focus-visible")&&n.shape().total&&this.move(this.#t,!0)}),
t.addEventListener("blur",()=>this.move(null)),t.addEventListener("keydown",c=>{if(c.ctrlKey||c.metaKey||c.altKey||!n.shape().total)return;let p=za(this.index??
this.#t,c.key,n.shape());if(p!==null)this.move(p,!0);else if((c.key==="Enter"||c.key===" ")&&this.index!==null)s(this.index);else if(c.key==="Escape"&&this.index!==
null)this.move(null),i();else return;c.preventDefault(),c.stopPropagation()})}#e;#n;#t=0;move(t,n=!1){t===this.index&&n===this.byKeyboard||(this.index=t,this.byKeyboard=
n,t!==null&&(this.#t=t),this.place(),this.#n(t,n))}place(){let{total:t}=this.#e.shape();if(this.#t=Math.min(this.#t,Math.max(0,t-1)),this.index!==null&&this.index>=
t){this.move(null);return}if(this.ring.hidden=this.index===null,this.index===null)return;let{x:n,y:l,width:s,height:i}=this.#e.rect(this.index);Object.assign(this.
ring.style,{transform:`translate(${n-2}px, ${l-2}px)`,width:`${s+4}px`,height:`${i+4}px`})}};function cl(e,t,n){let l=window.devicePixelRatio||1,[s,i]=[Math.round(t*l),Math.round(n*l)],a=e.width!==s||e.height!==i;a&&(e.width=s,e.height=i,e.style.width=`${t}\
px`,e.style.height=`${n}px`);let c=e.getContext("2d");return c?(c.setTransform(l,0,0,l,0,0),{context:c,changed:a}):null}function $s(e,t,n){let l=document.createElement(
"canvas"),s=cl(l,e,t)?.context;return s&&n(s),l}function Rl(e,t,n,l,s,i,a=4){e.save(),e.beginPath(),e.rect(t,n,l,s),e.clip(),e.strokeStyle=i,e.lineWidth=1,e.beginPath();
for(let c=-s+a/2;c<l;c+=a)e.moveTo(t+c,n+s),e.lineTo(t+c+s,n);e.stroke(),e.restore()}function As({rows:e,columns:t},n){let s=Math.max(4,Math.min(18,(n-28)/Math.max(1,t))),i=e<=12?18:e<=24?13:e<=40?10:8;return{rows:e,columns:t,gutter:28,pitchX:s,
pitchY:i,width:28+t*s,height:e*i,total:e*t}}function Ko({rows:e,columns:t,gutter:n,pitchX:l,pitchY:s},i,a){let[c,p]=[Math.floor((i-n)/l),Math.floor(a/s)];return c<
0||c>=t||p<0||p>=e?null:p*t+c}function Jo({columns:e,gutter:t,pitchX:n,pitchY:l},s){return{x:t+s%e*n,y:Math.floor(s/e)*l,width:n,height:l-2}}var Ga={prefill:"pr\
efill",decode:"decode",recompute:"recomputed after a preemption",waiting:"in the batch, not computed in this step",speculated:"decode, speculated"};function Zo(e,t,n=()=>1){
let{columns:l,first:s,table:i}=e,a=`Step ${s+t%l}, slot ${Math.floor(t/l)}`,c=Kt(e.cells[t]);if(c.index===null)return`${a}: idle slot${c.preempted?"; its reques\
t was preempted":""}.`;let[p,f]=i[c.index]??["?",0],m=e.counts[t],d=[hn(p,f,n(p)),Ga[c.kind]];return m&&c.kind!=="decode"&&d.push(Pe(m,"token")),c.preempted&&d.
push("preempted before this step"),c.finished&&d.push("finished in this step"),`${a}: ${d.join(", ")}.`}function Qo({cells:e}){if(!e.length)return null;let t=0;
for(let n of e)n&1048575||t++;return t/e.length}function Xo(e,t,n,{theme:l,slots:s,chosen:i}){let a=cl(e,n.width,n.height);if(!a)return;let{context:c}=a,{columns:p,
pitchX:f,pitchY:m,gutter:d}=n,b=f>=7?1:.5,k=m-2;c.clearRect(0,0,n.width,n.height),c.font="10px system-ui, sans-serif",c.textBaseline="middle";let v=new Map,P=_=>(v.
has(_)||v.set(_,[dt(_,l.dark),dt(_,l.dark,.3)]),v.get(_));for(let _=0;_<n.rows;_++){let M=_*m;c.fillStyle=l.ink(.55),c.textAlign="right",(m>=13||_%5===0)&&c.fillText(
String(_),d-6,M+k/2+.5),c.textAlign="left";for(let x=0;x<p;x++){let $=d+x*f,T=f-b,O=Kt(t.cells[_*p+x]);if(O.index===null){c.globalAlpha=1,c.strokeStyle=l.ink(.22),
c.lineWidth=1,c.strokeRect(Math.round($)+.5,M+.5,Math.max(1,Math.round(T)-1),k-1);continue}let[D,Z]=t.table[O.index]??[O.index,0],[H,V]=P(s.slot(D,Z));c.globalAlpha=
i===null||i===D?1:.25,Ia[O.kind](c,$,M,T,k,H,V,l),O.finished&&(c.fillStyle=l.ink(),c.fillRect($+T-2,M,2,k)),O.preempted&&Ua(c,$,M,Math.min(T,k)*.8,l.ink())}c.globalAlpha=
1,m>=13&&Ya(c,t,n,_,l)}}var Ia={prefill(e,t,n,l,s,i,a){e.fillStyle=a,e.fillRect(t,n,l,s),Rl(e,t,n,l,s,i,4)},decode(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n,l,s)},
recompute(e,t,n,l,s,i,a,c){e.fillStyle=a,e.fillRect(t,n,l,s),e.strokeStyle=c.ink(.8),e.lineWidth=1,e.beginPath(),e.moveTo(t+1,n+2),e.lineTo(t+l-1,n+s-2),e.moveTo(
t+l-1,n+2),e.lineTo(t+1,n+s-2),e.stroke()},waiting(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n+s/2-1,l,2)},speculated(e,t,n,l,s,i,a){e.fillStyle=a,e.fillRect(t,n,
l,s),e.fillStyle=i,e.fillRect(t,n+s*.6,l,s*.4)}};function Ua(e,t,n,l,s){e.fillStyle=s,e.beginPath(),e.moveTo(t,n),e.lineTo(t+l,n),e.lineTo(t,n+l),e.fill()}function ja(e,t){
let n=[];for(let l=0;l<e.columns;l++){let{index:s}=Kt(e.cells[t*e.columns+l]),i=n.at(-1);i&&i.index===s&&i.to===l?i.to++:s!==null&&n.push({index:s,from:l,to:l+1})}
return n}function Ya(e,t,{columns:n,gutter:l,pitchX:s,pitchY:i},a,{dark:c}){for(let{index:p,from:f,to:m}of ja({...t,columns:n},a)){let[d,b]=t.table[p]??[],k=hn(
d,b),v=f;for(;v<m&&Kt(t.cells[a*n+v]).kind!=="decode";)v++;let P=e.measureText(k).width;if((m-v)*s<P+10)continue;let[_,M]=[l+v*s+3,a*i];e.fillStyle=c?"#000":"#f\
ff",e.fillText(k,_,M+(i-2)/2+.5)}}function Ct(e,t,n,...l){return y(`section.nbs-panel.nbs-${e}`,{"aria-label":t},y("header.nbs-head",{},y("h3",{},t),y("details.nbs-what",{},y("summary",{"aria-la\
bel":`${t}: what am I looking at?`},"What is this?"),y("p",{},n))),...l)}function zn(e,t){let n=y("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Tab\
le"}),l=y("details.nbs-table",{},y("summary",{},"Show as table"),n),s=0,i=()=>{s=performance.now()+1e3;let{caption:c,head:p,body:f}=t();n.replaceChildren(y("tab\
le",{},y("caption",{},c),y("thead",{},y("tr",{},p.map(m=>y("th",{scope:"col"},m)))),y("tbody",{},f.map(m=>y("tr",{},m.map(d=>y("td",{},d)))))))},a=e.debounce(1e3,
()=>l.open&&i());return l.addEventListener("toggle",()=>l.open?i():n.replaceChildren()),{element:l,refresh(){l.open&&(performance.now()>=s?i():a())}}}function ei({scope:e,theme:t,view:n,slots:l}){let s=Es(null),i=As(s,0),a=0,c=y("canvas",{"aria-hidden":"true"}),p=y("div.nbs-surface",{tabindex:"0",role:"applic\
ation","aria-roledescription":"batch grid","aria-label":"Batch slots by step. Arrow keys move, Enter chooses the request."},c),f=y("div.nbs-window",{},p),m=y("s\
pan.nbs-note"),d=y("div.nbs-info.nbs-none"),b=Al("",{"aria-live":"polite"}),k=e.debounce(300,$=>ee(b,$)),v=e.frame(()=>{a&&Xo(c,s,i,{theme:t,slots:l,chosen:n.get().
selected})}),P=()=>{let{index:$}=_;return d.classList.toggle("nbs-none",$===null),ee(d,$===null?"Point at a cell, or move through the grid with the arrow keys.":
Zo(s,$)),d.textContent},_=new Wn(p,{shape:()=>({total:i.total,columns:i.columns}),at:($,T)=>Ko(i,$,T),rect:$=>Jo(i,$)},{onMove:($,T)=>{let O=P();$!==null&&T&&k(
O)},onSelect:$=>{let{index:T}=Kt(s.cells[$]);T===null?n.set({selected:null}):n.toggle(s.table[T]?.[0]??null)},onEscape:()=>n.set({selected:null})}),M=zn(e,()=>({
caption:"The last steps, newest first",head:["Step","Computed","Idle slots"],body:[...Ka(s)].reverse().slice(0,32)})),x=()=>{i=As(s,a),p.style.width=`${i.width}\
px`,p.style.height=`${i.height}px`,_.place(),v()};return e.bind("batch",$=>{s=Es($);let T=Qo(s),O=s.columns?[`steps ${oe(s.first)}–${oe(s.first+s.columns-1)}`,
`${Vt(T)} of the slots idle`,s.mode&&`${s.mode} batching`,s.more&&`${Pe(s.more,"more slot")} not shown`]:["no step yet"];ee(m,O.filter(Boolean).join(" · ")),x(),
P(),M.refresh()}),n.bind(v),t.watch(v),e.on("change:pool",v),e.observe(new ResizeObserver(([{contentRect:$}])=>{$.width!==a&&(a=$.width,x())}),f),Ct("batch","Ba\
tch","Each row is a place in the batch, each column one step, the newest at the right. With continuous batching a place is taken again as soon as its request ha\
s finished; with static batching it stays idle until the whole batch has.",m,f,Ja(),d,b,M.element)}function*Ka(e){for(let t=0;t<e.columns;t++){let n=[],l=0;for(let s=0;s<
e.rows;s++){let i=s*e.columns+t,{index:a,kind:c,finished:p}=Kt(e.cells[i]);a===null?l++:n.push(`${hn(...e.table[a]??[])} ${c} ${e.counts[i]}${p?" (finished)":""}`)}
yield[oe(e.first+t),n.join(", "),oe(l)]}}function Ja(){let e=(t,n)=>y("span.nbs-key",{},y(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return y("div.nbs-k\
eys",{},e("prefill","prefill"),e("filled","decode"),e("recompute","recomputed"),e("pending","in the batch, not computed"),e("end","finished"),e("taken","preempt\
ed"),e("free","idle slot"))}var ti=[30,26,22,18,16,14,12,11,10,9,8,7,6,5],Za=240;function Ps(e,t){let n=l=>{let s=Math.max(1,Math.min(e||1,Math.floor(t/l))),i=Math.ceil(e/s);return{total:e,
pitch:l,gap:l>=12?2:1,columns:s,rows:i,height:i*l}};return ti.map(n).find(({height:l})=>l<=Za)??n(ti.at(-1))}function ni({total:e,pitch:t,columns:n},l,s){let[i,
a]=[Math.floor(l/t),Math.floor(s/t)],c=a*n+i;return i<0||i>=n||a<0||c>=e?null:c}function Nl({pitch:e,gap:t,columns:n},l){let s=e-t;return{x:l%n*e,y:Math.floor(l/
n)*e,width:s,height:s}}var Ol=class{#e=new Uint32Array(0);#n="";#t=new Map;#l=null;#s=null;paint(t,{cells:n,blockSize:l},s,i,a,c=!1){let{pitch:p,columns:f,total:m}=s,
d=Math.floor(i.top/p)*f,b=Math.min(m,Math.ceil((i.top+i.height)/p)*f),k=[p,f,m,i.top,i.height,a.version,a.theme.ink(),devicePixelRatio].join(),v=c||k!==this.#n;
v&&this.#o(t,n,s,i,a,k);let P=0;for(let _=d;_<b;_++){if(!v&&this.#e[_]===n[_])continue;this.#e[_]=n[_];let{x:M,y:x,width:$}=Nl(s,_);v||t.clearRect(M,x-i.top,$,$),
this.#i(t,Vn(n[_],l),M,x-i.top,$,a,a.chosen?.get(_)),P++}return t.globalAlpha=1,P}#o(t,n,{pitch:l,gap:s,columns:i},a,{theme:c},p){let f=l-s;t.clearRect(0,0,i*l,
a.height),this.#n=p,this.#e=new Uint32Array(n.length),this.#t.clear();let m=d=>{d.strokeStyle=c.ink(.25),d.lineWidth=1,d.strokeRect(.5,.5,f-1,f-1)};this.#l=$s(f,
f,m),this.#s=$s(f,f,d=>{Rl(d,0,0,f,f,c.ink(f<8?.6:.5),f<8?3:4),m(d)})}#i(t,n,l,s,i,a,c){if(t.globalAlpha=a.chosen&&c===void 0?.22:1,n.state!=="used"){t.drawImage(
n.state==="cached"?this.#s:this.#l,l,s,i,i);return}let{full:p,tint:f}=this.#r(n.slot??0,a.theme);t.fillStyle=f,t.fillRect(l,s,i,i);let m=Math.max(n.tokens?1:0,Math.
round(n.share*i));if(t.fillStyle=p,t.fillRect(l,s+i-m,i,m),n.refs>1){let b=Math.max(2,Math.round(i*.36));t.fillStyle=a.theme.ink(),t.beginPath(),t.moveTo(l+i-b,
s),t.lineTo(l+i,s),t.lineTo(l+i,s+b),t.fill()}let d=c??(i>=24?a.labels.get(n.slot):"");d&&i>=14&&(t.fillStyle=a.theme.dark?"#000":"#fff",n.share<.6&&(t.fillStyle=
a.theme.ink()),t.font=`${i>=24?10:9}px system-ui, sans-serif`,t.textAlign="center",t.textBaseline="middle",t.fillText(d,l+i/2,s+i/2+1,i-2))}#r(t,{dark:n}){let l=this.#t.
get(t);return l||(l={full:dt(t,n),tint:dt(t,n,.3)},this.#t.set(t,l)),l}};function li(e){let t=new Map;for(let n of e)n.blocks.forEach((l,s)=>{let i=t.get(l);i?i.push({owner:n,logical:s}):t.set(l,[{owner:n,logical:s}])});return t}function Dt({
label:e,request:t,answer:n}){return e??hn(t,n)}function si(e,t){let n=new Map;for(let l of e)l.request===t&&l.blocks.forEach((s,i)=>n.set(s,String(i)));return n.
size?n:null}function oi(e,t,n=()=>1){return e.blocks.map((l,s)=>({logical:s,block:l,filled:Math.max(0,Math.min(t,e.computed-s*t)),size:t,shared:n(l)>1}))}function ii(e,t,n,l){
let s=`Block ${e}`;if(t.state==="free")return`${s}: free.`;if(t.state==="cached")return`${s}: cached. Nobody uses it; its ${Pe(t.tokens,"token")} can be found a\
gain (prefix cache).`;let i=n.map(({owner:p,logical:f})=>`${Dt(p)} (logical block ${f})`),a=i.length>4?[...i.slice(0,3),`${i.length-3} more`]:i,c=t.published?";\
 in the prefix cache":"";return`${s}: ${t.tokens} of ${l} tokens, ${Pe(t.refs,"reference")}${t.refs>1?" (shared)":""}${c}${a.length?`. ${a.join(", ")}`:""}.`}function ri(e){
let[t,n,l]=[0,0,0];for(let s of e){let i=s>>>24&63;i?t++:s&1073741824&&l++,i>1&&n++}return{used:t,shared:n,cached:l,free:e.length-t-l}}var Hn=20,qt={width:104,height:16},Bl=92,Fl=200;function Qa(e){let t=new Map([...e].sort((n,l)=>n.block-l.block).map(({block:n},l)=>[n,l]));return e.map(n=>({...n,
left:n.logical*Hn,right:t.get(n.block)*Hn}))}function ci(e,t,n,l){return e.map(s=>{let i=oi(s,t,n),a=Qa(i.slice(0,Fl)),c=dt(s.slot,l),p=2*qt.width+Bl,f=ye("svg",
{width:p,height:a.length*Hn,viewBox:`0 0 ${p} ${a.length*Hn}`,role:"img","aria-label":Xa(s,i)},a.map(m=>ec(m,c)),a.map(m=>ai(0,m.left,m,c,`${m.logical}`)),a.map(
m=>ai(qt.width+Bl,m.right,m,c,`#${m.block}${m.shared?" shared":""}`)));return y("figure.nbs-map",{},y("figcaption",{},y("b",{},Dt(s)),` ${Pe(s.computed,"token")}\
 in ${Pe(i.length,"block")}`),y("div.nbs-columns",{style:{width:`${p}px`},"aria-hidden":"true"},y("span",{},"logical"),y("span",{},"physical")),y("div.nbs-scrol\
l",{tabindex:"0",role:"region","aria-label":`Block table of ${Dt(s)}`},f),i.length>Fl?y("p.nbs-note",{},`The first ${Fl} of ${Pe(i.length,"block")}.`):null)})}function Xa(e,t){
let n=t.slice(0,Fl).map(({logical:l,block:s,filled:i,size:a})=>`${l} to ${s} (${i}/${a})`);return`Block table of ${Dt(e)}, logical to physical: ${n.join(", ")}`}
function ai(e,t,{filled:n,size:l},s,i){let a=e===0;return ye("g",{transform:`translate(${e} ${t+2})`},ye("rect.nbs-slot",{width:qt.width,height:qt.height,rx:1}),
ye("rect",{width:qt.width*n/l,height:qt.height,rx:1,fill:s,"fill-opacity":a?.28:.5}),ye("text",{x:6,y:12},i),a?ye("text",{x:qt.width-6,y:12,"text-anchor":"end"},
`${n}/${l}`):null)}function ec({left:e,right:t},n){let[l,s]=[qt.width+2,qt.width+Bl-2],[i,a]=[e+Hn/2,t+Hn/2],c=Bl*.45;return ye("path",{d:`M${l} ${i}C${l+c} ${i}\
 ${s-c} ${a} ${s} ${a}`,fill:"none",stroke:n,"stroke-width":1.5})}var Ls=40,ui=420;function fi({scope:e,theme:t,view:n,kernel:l}){let s=Ms(null),i=Ps(0,1),a=null,c={theme:t,labels:new Map,chosen:null,version:0},p=0,f=y("canvas",
{"aria-hidden":"true"}),m=y("div.nbs-surface",{tabindex:"0",role:"application","aria-roledescription":"block grid","aria-label":"Blocks of the KV cache. Arrow k\
eys move, Enter chooses the request."}),d=y("div.nbs-window",{},m);m.append(f);let b=y("div.nbs-info"),k=y("div.nbs-tokens"),v=Al("",{"aria-live":"polite"}),P=y(
"div.nbs-legend",{role:"group","aria-label":"Running requests"}),_=y("span.nbs-note"),M=y("div.nbs-side",{hidden:!0}),x=new Ol,$=C=>(a??=li(s.owners)).get(C)??[],
T=C=>s.cells[C]>>>24&63,O=e.frame(()=>{if(!p||!s.total)return;let C=Math.min(i.height,ui),z=cl(f,i.columns*i.pitch,C);if(!z)return;let Y=Math.min(d.scrollTop,i.
height-C);f.style.transform=`translateY(${Y}px)`,x.paint(z.context,s,i,{top:Y,height:C},c,z.changed)}),D=()=>{i=Ps(s.total,p),m.style.width=`${i.columns*i.pitch}\
px`,m.style.height=`${i.height}px`,j.place(),O()},Z=C=>{c={...c,...C,version:c.version+1},O()},H=e.debounce(150,async C=>{let{block:z}=await l.ask({do:"block",number:C});
if(z?.number!==j.index)return;let Y=z.text.map(R=>y("span",{},Yo(R)));k.replaceChildren(...Y),j.byKeyboard&&V(`Text: ${z.text.join("")}`)}),V=e.debounce(350,C=>ee(
v,C)),I=0,E=(C,z)=>{k.replaceChildren(),H.cancel(),J(),C!==null&&(I=s.cells[C],z&&(V(b.textContent),q(C)),Vn(I,s.blockSize).tokens&&H(C))},J=()=>{let C=j.index,
z=C===null?"Point at a block, or move through the grid with the arrow keys.":ii(C,Vn(s.cells[C],s.blockSize),$(C),s.blockSize);b.classList.toggle("nbs-none",C===
null),ee(b,z)},q=C=>{let{y:z,height:Y}=Nl(i,C);z<d.scrollTop?d.scrollTop=z:z+Y>d.scrollTop+d.clientHeight&&(d.scrollTop=z+Y-d.clientHeight)},j=new Wn(m,{shape:()=>({
total:s.total,columns:i.columns,page:Math.floor(ui/i.pitch)}),at:(C,z)=>ni(i,C,z),rect:C=>Nl(i,C)},{onMove:E,onSelect:C=>{let z=$(C),{selected:Y}=n.get(),R=z.findIndex(
({owner:re})=>re.request===Y);n.set({selected:z.length?z[R+1]?.owner.request??(R<0?z[0].owner.request:null):null})},onEscape:()=>n.set({selected:null})}),G=new Map,
ne=()=>{let{selected:C}=n.get(),z=s.owners.slice(0,Ls),Y=z.map(R=>`${Dt(R)}:${R.slot}`);if(Y.join()!==[...G.keys()].join()){G.clear();for(let[R,re]of z.entries()){
let ke=y("button.nbs-chip",{type:"button",onclick:()=>n.toggle(re.request)},y("i",{"aria-hidden":"true"}),Dt(re));G.set(Y[R],{button:ke,owner:re})}P.replaceChildren(
...[...G.values()].map(({button:R})=>R)),s.owners.length>Ls&&P.append(y("span.nbs-note",{},`and ${s.owners.length-Ls} more`))}for(let{button:R,owner:re}of G.values())
R.setAttribute("aria-pressed",String(re.request===C)),R.firstChild.style.background=dt(re.slot,t.dark)},U=e.frame(()=>{let{selected:C}=n.get();if(M.hidden=C===null,
C===null){M.replaceChildren();return}let z=s.owners.filter(ke=>ke.request===C),Y=[...M.querySelectorAll(".nbs-scroll")].map(ke=>ke.scrollTop),R=y("header",{},y(
"h4",{},"Block table"),y("button",{type:"button","aria-label":"Close the block table",onclick:()=>n.set({selected:null})},"Close")),re=M.contains(document.activeElement)&&
document.activeElement.tagName==="BUTTON";M.replaceChildren(R,...z.length?ci(z,s.blockSize,T,t.dark):[y("p.nbs-note",{},`r${C} owns no blocks: it waits, or has \
ended.`)]),M.querySelectorAll(".nbs-scroll").forEach((ke,pe)=>ke.scrollTop=Y[pe]??0),re&&R.querySelector("button").focus()}),He=zn(e,()=>({caption:"Running requ\
ests and their block tables",head:["Request","Tokens held","Blocks","Block table (logical order)"],body:s.owners.map(C=>[Dt(C),oe(C.computed),oe(C.blocks.length),
C.blocks.join(" ")])})),me=()=>{let{selected:C}=n.get(),z=C===null?null:si(s.owners,C),Y=c.chosen?[...c.chosen].join():"";(z?[...z].join():"")!==Y&&Z({chosen:z}),
ne(),U()};return e.bind("pool",C=>{let z=s.total;s=Ms(C),a=null;let Y=new Map(s.owners.map(ie=>[ie.slot,Dt(ie)]));c.labels=Y,z!==s.total&&D();let{used:R,shared:re,
cached:ke,free:pe}=ri(s.cells);ee(_,`${oe(R)} in use (${oe(re)} shared) · ${oe(ke)} cached · ${oe(pe)} free · ${s.blockSize} tokens a block`),J(),j.index!==null&&
s.cells[j.index]!==I&&(I=s.cells[j.index],Vn(I,s.blockSize).tokens?H(j.index):k.replaceChildren()),me(),He.refresh(),O()}),n.bind(me),t.watch(()=>{Z({}),ne(),U()}),
d.addEventListener("scroll",O),e.observe(new ResizeObserver(([{contentRect:C}])=>{C.width!==p&&(p=C.width,D())}),d),Ct("blocks","Blocks","Each cell is a block: \
room for the keys and values of a few consecutive tokens. A request takes blocks as it grows, anywhere in the pool, and its block table says which; blocks with \
the same beginning are shared. Choose a request to see its table.",_,y("div.nbs-split",{},y("div.nbs-main",{},d,tc(),P,b,k,v,He.element),M))}function tc(){let e=(t,n)=>y(
"span.nbs-key",{},y(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return y("div.nbs-keys",{},e("filled","in use, full"),e("partly","partly filled"),e("shar\
ed","shared"),e("cached","cached, nobody's"),e("free","free"))}var hi={idle:["○","idle"],running:["●","running"],asleep:["◐","asleep"],closed:["□","closed"],failed:["✕","failed"],replay:["▷","replay"]};function pi(e){
return e?.state==="closed"?"The engine is closed.":e?.state==="failed"?"The engine has failed.":e?.state==="replay"?"This is a recording.":null}function di({model:e,
scope:t,kernel:n}){let l=y("h2"),s=y("span.nbs-about"),i=y("span",{"aria-hidden":"true"}),a=y("span"),c=y("span.nbs-state",{role:"status"},i,a),p=y("span.nbs-no\
tice",{role:"status"}),f=H=>ee(p,H),m=t.debounce(4e3,()=>f("")),d=async(H,V)=>{m.cancel(),f("");let I=await n.ask(H,E=>f(E?Bn:""));f(I.ok?V??"":I.error??"That d\
id not work."),I.ok&&m()},b=(H,V,I)=>y("button",{type:"button",title:V,onclick:I},H),k=()=>!!e.get("now")?.paused,v=b("Pause admission","New requests wait; thos\
e that run go on.",()=>d({do:k()?"resume":"pause"})),P=b("Cancel all…","Ends every request, running or waiting; their texts so far stay.",()=>O(!0)),_=b("Clea\
r prefix cache","Forgets cached blocks that no running request uses.",()=>d({do:"clear_prefix_cache"},"The prefix cache is empty.")),M=y("span"),x=b("Cancel the\
m","",()=>{O(!1),d({do:"cancel_all"})}),$=b("Keep them","",()=>O(!1)),T=y("span.nbs-confirm",{role:"group","aria-label":"Cancel all requests?",hidden:!0},M,x,$),
O=H=>{let{running:V=0,waiting:I=0}=e.get("now")??{};ee(M,`Cancel ${Pe(V+I,"request")}?`),T.hidden=!H,P.hidden=H,(H?$:P).focus()};T.addEventListener("keydown",H=>{
H.key==="Escape"&&O(!1)});let D=[v,P,_],Z=y("div.nbs-buttons",{role:"group","aria-label":"Controls"},v,P,T,_);return nc()||Z.append(b("Refresh","Updates do not \
come by themselves here.",()=>d({do:"refresh"}))),t.bind("now",H=>{let V=H??{};ee(l,V.engine??"engine"),ee(s,[V.model!==V.engine&&V.model,V.precision].filter(Boolean).
join(" · "));let[I,E]=hi[V.state]??hi.idle;ee(i,I),ee(a,V.paused&&!pi(V)?`${E}, admission paused`:E),c.dataset.state=V.state??"idle",Bt(c,"title",V.at?`as of ${Jt(
V.at)}`:null);let J=pi(V);for(let q of[...D,x])q.disabled=!!J,J&&(q.title=J);Z.hidden=V.state==="replay",ee(v,V.paused?"Resume admission":"Pause admission"),Bt(
v,"aria-pressed",String(!!V.paused)),P.disabled||=!V.running&&!V.waiting}),y("div.nbs-top",{},y("div.nbs-title",{},l,s,c),Z,p)}function nc(){return!globalThis.google?.
colab}function lc(e){let t=[[["Output",Cs(fn(e.out_rate),"tokens/s")],["Prompts",Cs(fn(e.in_rate),"tokens/s")],["Running",oe(e.running??0)],["Waiting",oe(e.waiting??0)],
["Finished",oe(e.finished??0),oc(e)],["Preemptions",oe(e.preempted??0)],["Steps",oe(e.steps??0)]],[mi("TTFT",e.ttft),mi("TPOT",e.tpot),["ITL p99",Me(e.itl_p99)],
["KV efficiency",Vt(e.kv_efficiency)],["Prefix hits",Vt(e.prefix_hit_rate)]]];return e.slo&&t[1].push(["SLO met",Vt(e.slo.attainment),ic(e.slo)],["Goodput",Cs(fn(
e.slo.goodput),"req/s"),ul(e.throughput)?`of ${fn(e.throughput)} req/s`:""]),t}function sc(e){let t=e.kv_usage;return{share:ul(t)?Math.min(1,Math.max(0,t)):0,text:`${Vt(
t,"–")} · ${oe(e.kv_used??0)} of ${Pe(e.kv_total??0,"block")}`,word:jo(t)}}function bi({scope:e}){let t=y("div.nbs-bar"),n=y("div.nbs-meter",{role:"meter","a\
ria-label":"KV usage","aria-valuemin":"0","aria-valuemax":"100"},t,gi(.9),gi(.98)),l=y("span.nbs-figure"),s=y("strong.nbs-word"),i=y("div.nbs-figures"),a=new Map,
c="",p=f=>{a.clear();let m=d=>y("dl",{},d.map(([b])=>{let k={value:y("span.nbs-value"),note:y("span.nbs-note")};return a.set(b,k),y("div",{},y("dt",{},b),y("dd",
{},k.value,k.note))}));i.replaceChildren(...f.map(m))};return e.bind("now",f=>{let m=lc(f??{}),d=m.map(P=>P.map(([_])=>_).join()).join(";");d!==c&&p(m),c=d;for(let[
P,_,M=""]of m.flat()){let x=a.get(P);ee(x.value,_),x.value.classList.toggle("nbs-none",_===un),ee(x.note,M)}let{share:b,text:k,word:v}=sc(f??{});t.style.setProperty(
"width",`${b*100}%`),ee(l,k),ee(s,v??""),n.dataset.level=v??"",n.setAttribute("aria-valuenow",String(Math.round(b*100))),n.setAttribute("aria-valuetext",v?`${k}\
, ${v}`:k)}),Ct("now","Now","The engine's figures at this moment. TTFT is the time from submitting a request to its first token, TPOT the time per token after t\
hat, ITL the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. KV usage is the part of the pool's blocks that running \
requests own.",y("div.nbs-usage",{},y("span.nbs-label",{},"KV usage"),n,l,s),i)}var ul=e=>e!=null;function Cs(e,t){return e===un?e:`${e} ${t}`}function mi(e,t){
return!t||!ul(t[0])?[e,un]:[e,Me(t[0]),`p95 ${Me(t[1])} · p99 ${Me(t[2])}`]}function oc(e){return[e.cancelled&&`${oe(e.cancelled)} cancelled`,e.failed&&`${oe(e.
failed)} failed`].filter(Boolean).join(" · ")}function ic({ttft_ms:e,tpot_ms:t}){return[ul(e)&&`TTFT ≤ ${Me(e/1e3)}`,ul(t)&&`TPOT ≤ ${Me(t/1e3)}`].filter(Boolean).
join(" · ")}function gi(e){return y("i",{style:{left:`${e*100}%`},"aria-hidden":"true"})}var rc=[.25,.5,1,2,5,10];function wi({model:e,scope:t,kernel:n}){let l=y("button",{type:"button"}),s=y("input",{type:"range",min:"0",step:"1","aria-label":"Step\
 of the recording"}),i=y("output.nbs-figure"),a=y("select",{"aria-label":"Speed"},rc.map(k=>y("option",{value:k},`${k}×`))),c=y("span.nbs-notice",{role:"status"}),
p=y("div.nbs-replay",{role:"group","aria-label":"Replay",hidden:!0},l,s,i,a,c),f=async k=>{let v=await n.ask(k,P=>ee(c,P?Bn:""));ee(c,v.ok?"":v.error??"That did\
 not work.")},m=k=>f({do:"play",playing:!!e.get("replay")?.playing,speed:Number(a.value),...k});l.addEventListener("click",()=>m({playing:!e.get("replay")?.playing})),
a.addEventListener("change",()=>m({}));let d=!1,b=t.debounce(60,k=>f({do:"seek",position:k}));return s.addEventListener("input",()=>{d=!0,ee(i,Ds(Number(s.value),
Number(s.max)+1)),b(Number(s.value))}),s.addEventListener("change",()=>d=!1),t.bind("replay",k=>{if(p.hidden=!k,!k)return;s.max=String(Math.max(0,k.steps-1)),d||
(s.value=String(k.position),ee(i,Ds(k.position,k.steps))),s.setAttribute("aria-valuetext",Ds(k.position,k.steps)),ee(l,k.playing?"Pause":"Play");let v=String(k.
speed);[...a.options].some(P=>P.value===v)||a.append(y("option",{value:v},`${v}×`)),document.activeElement!==a&&(a.value=v)}),p}function Ds(e,t){return`step ${oe(
e+1)} of ${oe(t)}`}function Vl(e,t){return e.find(([n])=>n===t||n.startsWith(`${t} `))?.[1]??null}var ac=["finished","cancelled","failed"];function yi({events:e=[],itl:t=[]}){let n=Vl(
e,"scheduled"),l=Vl(e,"first token"),s=t.map(f=>{if(l===null)return[];let m=l;return[l,...f.map(d=>m+=d)]}),a=ac.map(f=>Vl(e,f)).find(f=>f!==null)??null??Math.max(
0,...e.map(([,f])=>f),...s.map(f=>f.at(-1)??0)),c=[["queued",Vl(e,"queued")??0],["prefill",n],["decode",l]].filter(([,f])=>f!==null),p=c.map(([f,m],d)=>({name:f,
from:m,to:c[d+1]?.[1]??Math.max(m,a)}));return{end:a,phases:p,chunks:e.filter(([f])=>f.startsWith("prefill ")||f.startsWith("recompute ")).map(([f,m])=>({name:f,
at:m})),preemptions:e.filter(([f])=>f==="preempted").map(([,f])=>f),answers:s}}function ki(e,t=6){if(!(e>0))return[0];let n=e/t,l=10**Math.floor(Math.log10(n)),
s=[1,2,5,10].map(i=>i*l).find(i=>i>=n);return Array.from({length:Math.floor(e/s+1e-9)+1},(i,a)=>a*s)}function Rs(e,t){if(!e.length)return null;let n=[...e].sort(
(l,s)=>l-s);return n[Math.max(0,Math.ceil(t*n.length)-1)]}var xi=62,Gn=18;function Ti({model:e,scope:t,theme:n,slots:l},s){let i=y("h4"),a=y("span.nbs-note"),c=y("div.nbs-timeline"),p=y("p.nbs-note"),f=y("pre"),m=y("di\
v.nbs-texts"),d=y("dl.nbs-params"),b=y("ol.nbs-events"),k=y("article.nbs-detail",{hidden:!0,tabindex:"-1","aria-label":"Request in detail"},y("header",{},i,a,y(
"button",{type:"button",onclick:()=>s()},"Close")),c,p,y("h5",{},"Prompt"),f,m,y("h5",{},"Parameters"),d,y("details.nbs-table",{},y("summary",{},"Show events as\
 a list"),b));k.addEventListener("keydown",_=>{_.key==="Escape"&&(_.stopPropagation(),s())});let v=[],P=t.frame(()=>{let _=e.get("detail");_&&c.clientWidth&&c.replaceChildren(
fc(_,c.clientWidth,M=>dt(l.slot(_.id,M),n.dark)))});return t.bind("detail",_=>{if(k.hidden=!_,!_)return;let{texts:M=[],params:x={},itl:$=[]}=_;ee(i,`Request r${_.
id}`),ee(a,[_.state,M.length>1&&Pe(M.length,"answer")].filter(Boolean).join(" · ")),ee(p,uc($.flat())),ee(f,_.prompt??""),v.length!==M.length&&(v=M.map(()=>y("\
pre")),m.replaceChildren(...v.flatMap((T,O)=>[y("h5",{},M.length>1?`Answer ${O}`:"Answer"),T]))),M.forEach((T,O)=>{ee(v[O],T||"No text yet."),v[O].classList.toggle(
"nbs-none",!T)}),Si(d,Object.entries(x),([T,O])=>y("div",{},y("dt",{},T),y("dd",{},cc(O)))),Object.keys(x).length||d.replaceChildren(y("div",{},y("dt",{},"all a\
s by default"))),Si(b,_.events??[],([T,O])=>y("li",{},y("span.nbs-figure",{},Me(O)),` ${T}`)),P()}),n.watch(P),t.observe(new ResizeObserver(P),c),k}function Si(e,t,n){
let l=JSON.stringify(t);e.nbsShown!==l&&(e.nbsShown=l,e.replaceChildren(...t.map(n)))}function cc(e){return typeof e=="string"||Array.isArray(e)||e&&typeof e=="\
object"?JSON.stringify(e):String(e)}function uc(e){return e.length?`ITL: median ${Me(Rs(e,.5))}, p99 ${Me(Rs(e,.99))}, longest ${Me(Math.max(...e))}.`:""}function fc(e,t,n){
let l=yi(e),s=l.end||1,i=m=>xi+m/s*(t-xi-12),c=(1+l.answers.length)*(Gn+6)+22,p=m=>m*(Gn+6)+1,f=l.phases.map(({name:m,from:d,to:b})=>`${m} ${Me(b-d)}`).join(", ");
return ye("svg",{width:t,height:c,viewBox:`0 0 ${t} ${c}`,role:"img","aria-label":`Timeline: ${f}${l.preemptions.length?`, ${Pe(l.preemptions.length,"preemption")}`:
""}`},ki(s,t>600?8:4).map(m=>ye("g",{},ye("line.nbs-rule",{x1:i(m),x2:i(m),y1:0,y2:c-18}),ye("text",{x:i(m),y:c-4,"text-anchor":m?"middle":"start"},Me(m)))),ye(
"text",{x:0,y:p(0)+13},"phases"),l.phases.map(({name:m,from:d,to:b})=>{let k=Math.max(1,i(b)-i(d));return ye(`g.nbs-phase.nbs-${m}`,{style:{"--hue":n(0)}},ye("t\
itle",{},`${m}: ${Me(b-d)}`),ye("rect",{x:i(d),y:p(0),width:k,height:Gn}),k>46?ye("text",{x:i(d)+5,y:p(0)+13},m):null)}),l.chunks.map(({name:m,at:d})=>ye("line.\
nbs-chunk",{x1:i(d),x2:i(d),y1:p(0),y2:p(0)+Gn},ye("title",{},`${m} at ${Me(d)}`))),l.preemptions.map(m=>ye("g",{},ye("title",{},`preempted at ${Me(m)}`),ye("pa\
th.nbs-preempted",{d:`M${i(m)-5} ${p(0)}h10l-5 8z`}),ye("line.nbs-preempted",{x1:i(m),x2:i(m),y1:p(0),y2:p(0)+Gn}))),l.answers.map((m,d)=>[ye("text",{x:0,y:p(d+
1)+13},l.answers.length>1?`tokens ${d}`:"tokens"),ye("path",{d:hc(m,i,p(d+1)),stroke:n(d),"stroke-width":1.25,fill:"none"})]))}function hc(e,t,n){return[...new Set(
e.map(s=>Math.round(t(s)*2)/2))].map(s=>`M${s} ${n+1}v${Gn-2}`).join("")}var fl=[{key:"submitted",title:"Request"},{key:"state",title:"State",text:!0},{key:"prompt",title:"Prompt",text:!0},{key:"prompt_tokens",title:"Prompt tokens",short:"\
In"},{key:"cached_tokens",title:"Tokens taken from the prefix cache",short:"Cached"},{key:"output_tokens",title:"Output tokens",short:"Out"},{key:"queue",title:"\
Time in the queue",short:"Queue"},{key:"ttft",title:"TTFT, submit to first token",short:"TTFT"},{key:"tpot",title:"TPOT, time per output token",short:"TPOT"},{key:"\
e2el",title:"E2EL, submit to last token",short:"E2EL"},{key:"preemptions",title:"Preemptions",short:"Preempt."}];function vi(e,t,n){let l=n?-1:1,s=i=>i==null;return[
...e].sort((i,a)=>{let[c,p]=[i[t],a[t]];if(s(c)||s(p))return s(c)-s(p)||a.id-i.id;let f=typeof c=="string"?c.localeCompare(p):c-p;return l*f||a.id-i.id})}function _i(e,t){
let n=fl.find(l=>l.key===t)?.text??!1;return{sort:t,descending:e.sort===t?!e.descending:!n}}var pc=new Set(["waiting","running"]);function dc(e){let t=e.reason&&e.reason!==e.state?` (${e.reason})`:"";return[e.answers>1?`r${e.id} ×${e.answers}`:`r${e.id}`,
`${e.state}${t}`,e.prompt,oe(e.prompt_tokens),oe(e.cached_tokens),oe(e.output_tokens),Me(e.queue,"–"),Me(e.ttft,"–"),Me(e.tpot,"–"),Me(e.e2el,"–"),oe(e.
preemptions)]}function Mi(e){let{model:t,scope:n,view:l,kernel:s}=e,i=y("span.nbs-note"),a=y("span.nbs-notice",{role:"status"}),c=async M=>{let x=await s.ask(M,
$=>ee(a,$?Bn:""));ee(a,x.ok?"":x.error??"That did not work.")},p=fl.map(({key:M,title:x,short:$})=>{let T=y("button",{type:"button",title:x,onclick:()=>l.set(_i(
l.get(),M))},$??x);return y(`th.nbs-${M}`,{scope:"col"},T)}),f=y("tbody"),m=y("p.nbs-none",{},"No request yet."),d=y("table",{},y("thead",{},y("tr",{},p,y("th",
{scope:"col"},y("span.nbs-unseen",{},"Action")))),f),b=y("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Requests"},d),k=new Map,v=M=>{let x=fl.map(({
key:D,text:Z})=>y(`td.nbs-${D}${Z?"":".nbs-number"}`)),$=y("button.nbs-link",{type:"button","aria-label":`Open request ${M}`,onclick:()=>P(M)});x[0].append($);let T=y(
"button",{type:"button","aria-label":`Cancel request ${M}`,onclick:()=>c({do:"cancel",request:M})},"Cancel"),O=y("tr",{},x,y("td",{},T));return O.addEventListener(
"click",D=>{!D.target.closest("button")&&!getSelection()?.toString()&&P(M)}),{line:O,cells:x,open:$,cancel:T}},P=M=>{let x=t.get("detail")?.id===M;c({do:x?"clos\
e":"open",request:M}),x||l.set({selected:M})},_=()=>{let{rows:M=[],more:x=0}=t.get("requests")??{},{sort:$,descending:T,selected:O}=l.get(),D=["closed","failed",
"replay"].includes(t.get("now")?.state),Z=t.get("detail")?.id??null;p.forEach((E,J)=>Bt(E,"aria-sort",fl[J].key===$?T?"descending":"ascending":null));let V=vi(M,
$,T).map(E=>{k.has(E.id)||k.set(E.id,v(E.id));let{line:J,cells:q,open:j,cancel:G}=k.get(E.id);return dc(E).forEach((ne,U)=>ee(U?q[U]:j,ne)),Bt(j,"aria-expanded",
String(E.id===Z)),Bt(q[0],"title",`submitted at ${Jt(E.submitted)}`),Bt(q[2],"title",E.prompt),J.dataset.state=E.state,J.classList.toggle("nbs-chosen",E.id===Z||
E.id===O),G.hidden=!pc.has(E.state)||D,J});mc(f,V);let I=new Set(M.map(({id:E})=>E));for(let E of k.keys())I.has(E)||k.delete(E);m.hidden=M.length>0,d.hidden=M.
length===0,ee(i,x?`the newest ${oe(M.length)}, ${Pe(x,"older one")} not shown`:M.length?Pe(M.length,"request"):"")};return n.bind("requests",_),n.on("change:det\
ail",_),n.on("change:now",()=>{let M=t.get("now")?.state;M!==_.state&&_(),_.state=M}),l.bind(_),Ct("requests","Requests","Every request, newest first. TTFT incl\
udes the time in the queue. Open one to see its texts, and when each of its tokens came.",i,a,m,b,Ti(e,()=>c({do:"close"})))}function mc(e,t){let n=new Set(t);for(let l of[
...e.children])n.has(l)||l.remove();t.forEach((l,s)=>{e.children[s]!==l&&e.insertBefore(l,e.children[s]??null)})}var gc="uplot",bc="u-hz",wc="u-vt",yc="u-title",kc="u-wrap",xc="u-under",Sc="u-over",Tc="u-axis",mn="u-off",vc="u-select",_c="u-cursor-x",Mc="u-cursor-y",Ec="u-\
cursor-pt",$c="u-legend",Ac="u-live",Pc="u-inline",Lc="u-series",Cc="u-marker",Ei="u-label",Dc="u-value",pl="width",dl="height";var $i="bottom",In="left",Os="right",Qs="#000",Ai=Qs+"0",Ns="mousemove",Pi="mousedown",Fs="mouseup",Li="mouseenter",Ci="mouseleave",Di="dblclick",Rc="resize",Oc="\
scroll",Ri="change",Gl="dppxchange",Xs="--",Qn=typeof window<"u",zs=Qn?document:null,jn=Qn?window:null,Nc=Qn?navigator:null,fe,ql;function Hs(){let e=devicePixelRatio;
fe!=e&&(fe=e,ql&&Is(Ri,ql,Hs),ql=matchMedia(`(min-resolution: ${fe-.001}dppx) and (max-resolution: ${fe+.001}dppx)`),gn(Ri,ql,Hs),jn.dispatchEvent(new CustomEvent(
Gl)))}function ot(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Gs(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function ve(e,t,n){
e.style[t]=n+"px"}function St(e,t,n,l){let s=zs.createElement(e);return t!=null&&ot(s,t),n?.insertBefore(s,l),s}function mt(e,t){return St("div",e,t)}var Oi=new WeakMap;
function Rt(e,t,n,l,s){let i="translate("+t+"px,"+n+"px)",a=Oi.get(e);i!=a&&(e.style.transform=i,Oi.set(e,i),t<0||n<0||t>l||n>s?ot(e,mn):Gs(e,mn))}var Ni=new WeakMap;
function Fi(e,t,n){let l=t+n,s=Ni.get(e);l!=s&&(Ni.set(e,l),e.style.background=t,e.style.borderColor=n)}var Bi=new WeakMap;function Vi(e,t,n,l){let s=t+""+n,i=Bi.
get(e);s!=i&&(Bi.set(e,s),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-n/2+"px":0)}var eo={passive:!0},Fc={...eo,
capture:!0};function gn(e,t,n,l){t.addEventListener(e,n,l?Fc:eo)}function Is(e,t,n,l){t.removeEventListener(e,n,eo)}Qn&&Hs();function Tt(e,t,n,l){let s;n=n||0,l=
l||t.length-1;let i=l<=2147483647;for(;l-n>1;)s=i?n+l>>1:it((n+l)/2),t[s]<e?n=s:l=s;return e-t[n]<=t[l]-e?n:l}function pr(e){return(n,l,s)=>{let i=-1,a=-1;for(let c=l;c<=
s;c++)if(e(n[c])){i=c;break}for(let c=s;c>=l;c--)if(e(n[c])){a=c;break}return[i,a]}}var dr=e=>e!=null,mr=e=>e!=null&&e>0,jl=pr(dr),Bc=pr(mr);function Vc(e,t,n,l=0,s=!1){
let i=s?Bc:jl,a=s?mr:dr;[t,n]=i(e,t,n);let c=e[t],p=e[t];if(t>-1)if(l==1)c=e[t],p=e[n];else if(l==-1)c=e[n],p=e[t];else for(let f=t;f<=n;f++){let m=e[f];a(m)&&(m<
c?c=m:m>p&&(p=m))}return[c??ge,p??-ge]}function Yl(e,t,n,l){let s=zi(e),i=zi(t);e==t&&(s==-1?(e*=n,t/=n):(e/=n,t*=n));let a=n==10?Wt:gr,c=s==1?it:gt,p=i==1?gt:it,
f=c(a(Oe(e))),m=p(a(Oe(t))),d=Yn(n,f),b=Yn(n,m);return n==10&&(f<0&&(d=be(d,-f)),m<0&&(b=be(b,-m))),l||n==2?(e=d*s,t=b*i):(e=kr(e,d),t=Kl(t,b)),[e,t]}function to(e,t,n,l){
let s=Yl(e,t,n,l);return e==0&&(s[0]=0),t==0&&(s[1]=0),s}var no=.1,qi={mode:3,pad:no},gl={pad:0,soft:null,mode:0},qc={min:gl,max:gl};function Il(e,t,n,l){return Jl(
n)?Wi(e,t,n):(gl.pad=n,gl.soft=l?0:null,gl.mode=l?3:0,Wi(e,t,qc))}function ce(e,t){return e??t}function Wc(e,t,n){for(t=ce(t,0),n=ce(n,e.length-1);t<=n;){if(e[t]!=
null)return!0;t++}return!1}function Wi(e,t,n){let l=n.min,s=n.max,i=ce(l.pad,0),a=ce(s.pad,0),c=ce(l.hard,-ge),p=ce(s.hard,ge),f=ce(l.soft,ge),m=ce(s.soft,-ge),
d=ce(l.mode,0),b=ce(s.mode,0),k=t-e,v=Wt(k),P=Ze(Oe(e),Oe(t)),_=Wt(P),M=Oe(_-v);(k<1e-24||M>10)&&(k=0,(e==0||t==0)&&(k=1e-24,d==2&&f!=ge&&(i=0),b==2&&m!=-ge&&(a=
0)));let x=k||P||1e3,$=Wt(x),T=Yn(10,it($)),O=x*(k==0?e==0?.1:1:i),D=be(kr(e-O,T/10),24),Z=e>=f&&(d==1||d==3&&D<=f||d==2&&D>=f)?f:ge,H=Ze(c,D<Z&&e>=Z?Z:vt(Z,D)),
V=x*(k==0?t==0?.1:1:a),I=be(Kl(t+V,T/10),24),E=t<=m&&(b==1||b==3&&I>=m||b==2&&I<=m)?m:-ge,J=vt(p,I>E&&t<=E?E:Ze(E,I));return H==J&&H==0&&(J=100),[H,J]}var zc=new Intl.
NumberFormat(Qn?Nc.language:"en-US"),lo=e=>zc.format(e),rt=Math,Hl=rt.PI,Oe=rt.abs,it=rt.floor,Re=rt.round,gt=rt.ceil,vt=rt.min,Ze=rt.max,Yn=rt.pow,zi=rt.sign,Wt=rt.
log10,gr=rt.log2,Hc=(e,t=1)=>rt.sinh(e)*t,Bs=(e,t=1)=>rt.asinh(e/t),ge=1/0;function Hi(e){return(Wt((e^e>>31)-(e>>31))|0)+1}function Us(e,t,n){return vt(Ze(e,t),
n)}function br(e){return typeof e=="function"}function se(e){return br(e)?e:()=>e}var Gc=()=>{},wr=e=>e,yr=(e,t)=>t,Ic=e=>null,Gi=e=>!0,Ii=(e,t)=>e==t,Uc=/\.\d*?(?=9{6,}|0{6,})/gm,
bn=e=>{if(Sr(e)||Qt.has(e))return e;let t=`${e}`,n=t.match(Uc);if(n==null)return e;let l=n[0].length-1;if(t.indexOf("e-")!=-1){let[s,i]=t.split("e");return+`${bn(
s)}e${i}`}return be(e,l)};function pn(e,t){return bn(be(bn(e/t))*t)}function Kl(e,t){return bn(gt(bn(e/t))*t)}function kr(e,t){return bn(it(bn(e/t))*t)}function be(e,t=0){
if(Sr(e))return e;let n=10**t,l=e*n*(1+Number.EPSILON);return Re(l)/n}var Qt=new Map;function xr(e){return((""+e).split(".")[1]||"").length}function wl(e,t,n,l){
let s=[],i=l.map(xr);for(let a=t;a<n;a++){let c=Oe(a),p=be(Yn(e,a),c);for(let f=0;f<l.length;f++){let m=e==10?+`${l[f]}e${a}`:l[f]*p,d=(a>=0?0:c)+(a>=i[f]?0:i[f]),
b=e==10?m:be(m,d);s.push(b),Qt.set(b,d)}}return s}var bl={},so=[],Kn=[null,null],Zt=Array.isArray,Sr=Number.isInteger,jc=e=>e===void 0;function Ui(e){return typeof e==
"string"}function Jl(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Yc(e){return e!=null&&typeof e=="object"}var Kc=Object.getPrototypeOf(
Uint8Array),Tr="__proto__";function Jn(e,t=Jl){let n;if(Zt(e)){let l=e.find(s=>s!=null);if(Zt(l)||t(l)){n=Array(e.length);for(let s=0;s<e.length;s++)n[s]=Jn(e[s],
t)}else n=e.slice()}else if(e instanceof Kc)n=e.slice();else if(t(e)){n={};for(let l in e)l!=Tr&&(n[l]=Jn(e[l],t))}else n=e;return n}function Ce(e){let t=arguments;
for(let n=1;n<t.length;n++){let l=t[n];for(let s in l)s!=Tr&&(Jl(e[s])?Ce(e[s],Jn(l[s])):e[s]=Jn(l[s]))}return e}var Jc=0,Zc=1,Qc=2;function Xc(e,t,n){for(let l=0,
s,i=-1;l<t.length;l++){let a=t[l];if(a>i){for(s=a-1;s>=0&&e[s]==null;)e[s--]=null;for(s=a+1;s<n&&e[s]==null;)e[i=s++]=null}}}function eu(e,t){if(lu(e)){let a=e[0].
slice();for(let c=1;c<e.length;c++)a.push(...e[c].slice(1));return su(a[0])||(a=nu(a)),a}let n=new Set;for(let a=0;a<e.length;a++){let p=e[a][0],f=p.length;for(let m=0;m<
f;m++)n.add(p[m])}let l=[Array.from(n).sort((a,c)=>a-c)],s=l[0].length,i=new Map;for(let a=0;a<s;a++)i.set(l[0][a],a);for(let a=0;a<e.length;a++){let c=e[a],p=c[0];
for(let f=1;f<c.length;f++){let m=c[f],d=Array(s).fill(void 0),b=t?t[a][f]:Zc,k=[];for(let v=0;v<m.length;v++){let P=m[v],_=i.get(p[v]);P===null?b!=Jc&&(d[_]=P,
b==Qc&&k.push(_)):d[_]=P}Xc(d,k,s),l.push(d)}}return l}var tu=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function nu(e){let t=e[0],n=t.
length,l=Array(n);for(let i=0;i<l.length;i++)l[i]=i;l.sort((i,a)=>t[i]-t[a]);let s=[];for(let i=0;i<e.length;i++){let a=e[i],c=Array(n);for(let p=0;p<n;p++)c[p]=
a[l[p]];s.push(c)}return s}function lu(e){let t=e[0][0],n=t.length;for(let l=1;l<e.length;l++){let s=e[l][0];if(s.length!=n)return!1;if(s!=t){for(let i=0;i<n;i++)
if(s[i]!=t[i])return!1}}return!0}function su(e,t=100){let n=e.length;if(n<=1)return!0;let l=0,s=n-1;for(;l<=s&&e[l]==null;)l++;for(;s>=l&&e[s]==null;)s--;if(s<=
l)return!0;let i=Ze(1,it((s-l+1)/t));for(let a=e[l],c=l+i;c<=s;c+=i){let p=e[c];if(p!=null){if(p<=a)return!1;a=p}}return!0}var vr=["January","February","March",
"April","May","June","July","August","September","October","November","December"],_r=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Mr(e){
return e.slice(0,3)}var ou=_r.map(Mr),iu=vr.map(Mr),ru={MMMM:vr,MMM:iu,WWWW:_r,WWW:ou};function hl(e){return(e<10?"0":"")+e}function au(e){return(e<10?"00":e<100?
"0":"")+e}var cu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>hl(e.getMonth()+
1),M:e=>e.getMonth()+1,DD:e=>hl(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>hl(e.getHours()),H:e=>e.getHours(),
h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>hl(e.
getMinutes()),m:e=>e.getMinutes(),ss:e=>hl(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>au(e.getMilliseconds())};function oo(e,t){t=t||ru;let n=[],l=/\{([a-z]+)\}|[^{]+/gi,
s;for(;s=l.exec(e);)n.push(s[0][0]=="{"?cu[s[1]]:s[0]);return i=>{let a="";for(let c=0;c<n.length;c++)a+=typeof n[c]=="string"?n[c]:n[c](i,t);return a}}var uu=new Intl.
DateTimeFormat().resolvedOptions().timeZone;function fu(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==uu?n=e:(n=new Date(
e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Er=e=>e%1==0,Ul=[1,2,2.5,5],hu=wl(10,-32,0,Ul),$r=wl(10,0,32,Ul),pu=$r.filter(
Er),dn=hu.concat($r),io=`
`,Ar="{YYYY}",ji=io+Ar,Pr="{M}/{D}",ml=io+Pr,Wl=ml+"/{YY}",Lr="{aa}",du="{h}:{mm}",Un=du+Lr,Yi=io+Un,Ki=":{ss}",he=null;function Cr(e){let t=e*1e3,n=t*60,l=n*60,
s=l*24,i=s*30,a=s*365,p=(e==1?wl(10,0,3,Ul).filter(Er):wl(10,-3,0,Ul)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,l,l*2,l*3,l*4,l*6,l*8,l*12,s,s*2,s*3,s*
4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,i,i*2,i*3,i*4,i*6,a,a*2,a*5,a*10,a*25,a*50,a*100]),f=[[a,Ar,he,he,he,he,he,he,1],[s*28,"{MMM}",ji,he,he,he,he,he,1],[s,Pr,ji,he,
he,he,he,he,1],[l,"{h}"+Lr,Wl,he,ml,he,he,he,1],[n,Un,Wl,he,ml,he,he,he,1],[t,Ki,Wl+" "+Un,he,ml+" "+Un,he,Yi,he,1],[e,Ki+".{fff}",Wl+" "+Un,he,ml+" "+Un,he,Yi,
he,1]];function m(d){return(b,k,v,P,_,M)=>{let x=[],$=_>=a,T=_>=i&&_<a,O=d(v),D=be(O*e,3),Z=Vs(O.getFullYear(),$?0:O.getMonth(),T||$?1:O.getDate()),H=be(Z*e,3);
if(T||$){let V=T?_/i:0,I=$?_/a:0,E=D==H?D:be(Vs(Z.getFullYear()+I,Z.getMonth()+V,1)*e,3),J=new Date(Re(E/e)),q=J.getFullYear(),j=J.getMonth();for(let G=0;E<=P;G++){
let ne=Vs(q+I*G,j+V*G,1),U=ne-d(be(ne*e,3));E=be((+ne+U)*e,3),E<=P&&x.push(E)}}else{let V=_>=s?s:_,I=it(v)-it(D),E=H+I+Kl(D-H,V);x.push(E);let J=d(E),q=J.getHours()+
J.getMinutes()/n+J.getSeconds()/l,j=_/l,G=b.axes[k]._space,ne=M/G;for(;E=be(E+_,e==1?0:3),!(E>P);)if(j>1){let U=it(be(q+j,6))%24,C=d(E).getHours()-U;C>1&&(C=-1),
E-=C*l,q=(q+j)%24;let z=x[x.length-1];be((E-z)/_,3)*ne>=.7&&x.push(E)}else x.push(E)}return x}}return[p,f,m]}var[mu,gu,bu]=Cr(1),[wu,yu,ku]=Cr(.001);wl(2,-53,53,
[1]);function Ji(e,t){return e.map(n=>n.map((l,s)=>s==0||s==8||l==null?l:t(s==1||n[8]==0?l:n[1]+l)))}function Zi(e,t){return(n,l,s,i,a)=>{let c=t.find(v=>a>=v[0])||
t[t.length-1],p,f,m,d,b,k;return l.map(v=>{let P=e(v),_=P.getFullYear(),M=P.getMonth(),x=P.getDate(),$=P.getHours(),T=P.getMinutes(),O=P.getSeconds(),D=_!=p&&c[2]||
M!=f&&c[3]||x!=m&&c[4]||$!=d&&c[5]||T!=b&&c[6]||O!=k&&c[7]||c[1];return p=_,f=M,m=x,d=$,b=T,k=O,D(P)})}}function xu(e,t){let n=oo(t);return(l,s,i,a,c)=>s.map(p=>n(
e(p)))}function Vs(e,t,n){return new Date(e,t,n)}function Qi(e,t){return t(e)}var Su="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Xi(e,t){return(n,l,s,i)=>i==null?Xs:
t(e(l))}function Tu(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function vu(e,t){return e.series[t].fill(e,t)}var _u={
show:!0,live:!0,isolate:!1,mount:Gc,markers:{show:!0,width:2,stroke:Tu,fill:vu,dash:"solid"},idx:null,idxs:null,values:[]};function Mu(e,t){let n=e.cursor.points,
l=mt(),s=n.size(e,t);ve(l,pl,s),ve(l,dl,s);let i=s/-2;ve(l,"marginLeft",i),ve(l,"marginTop",i);let a=n.width(e,t,s);return a&&ve(l,"borderWidth",a),l}function Eu(e,t){
let n=e.series[t].points;return n._fill||n._stroke}function $u(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Au(e,t){return e.series[t].points.
size}var qs=[0,0];function Pu(e,t,n){return qs[0]=t,qs[1]=n,qs}function zl(e,t,n,l=!0){return s=>{s.button==0&&(!l||s.target==t)&&n(s)}}function Ws(e,t,n,l=!0){
return s=>{(!l||s.target==t)&&n(s)}}var Lu={show:!0,x:!0,y:!0,lock:!1,move:Pu,points:{one:!1,show:Mu,size:Au,width:0,stroke:$u,fill:Eu},bind:{mousedown:zl,mouseup:zl,
click:zl,dblclick:zl,mousemove:Ws,mouseleave:Ws,mouseenter:Ws},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},
_x:!1,_y:!1},focus:{dist:(e,t,n,l,s)=>l-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Dr={
show:!0,stroke:"rgba(0,0,0,0.07)",width:2},ro=Ce({},Dr,{filter:yr}),Rr=Ce({},ro,{size:10}),Or=Ce({},Dr,{show:!1}),ao='12px system-ui, -apple-system, "Segoe UI",\
 Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Nr="bold "+ao,Fr=1.5,er={
show:!0,scale:"x",stroke:Qs,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Nr,side:2,grid:ro,ticks:Rr,border:Or,font:ao,lineGap:Fr,rotate:0},
Cu="Value",Du="Time",tr={show:!0,scale:"x",auto:!1,sorted:1,min:ge,max:-ge,idxs:[]};function Ru(e,t,n,l,s){return t.map(i=>i==null?"":lo(i))}function Ou(e,t,n,l,s,i,a){
let c=[],p=Qt.get(s)||0;n=a?n:be(Kl(n,s),p);for(let f=n;f<=l;f=be(f+s,p))c.push(Object.is(f,-0)?0:f);return c}function js(e,t,n,l,s,i,a){let c=[],p=e.scales[e.axes[t].
scale].log,f=p==10?Wt:gr,m=it(f(n));s=Yn(p,m),p==10&&(s=dn[Tt(s,dn)]);let d=n,b=s*p;p==10&&(b=dn[Tt(b,dn)]);do c.push(d),d=d+s,p==10&&!Qt.has(d)&&(d=be(d,Qt.get(
s))),d>=b&&(s=d,b=s*p,p==10&&(b=dn[Tt(b,dn)]));while(d<=l);return c}function Nu(e,t,n,l,s,i,a){let p=e.scales[e.axes[t].scale].asinh,f=l>p?js(e,t,Ze(p,n),l,s):[
p],m=l>=0&&n<=0?[0]:[];return(n<-p?js(e,t,Ze(p,-l),-n,s):[p]).reverse().map(b=>-b).concat(m,f)}var Br=/./,Fu=/[12357]/,Bu=/[125]/,nr=/1/,Ys=(e,t,n,l)=>e.map((s,i)=>t==
4&&s==0||i%l==0&&n.test(s.toExponential()[s<0?1:0])?s:null);function Vu(e,t,n,l,s){let i=e.axes[n],a=i.scale,c=e.scales[a],p=e.valToPos,f=i._space,m=p(10,a),d=p(
9,a)-m>=f?Br:p(7,a)-m>=f?Fu:p(5,a)-m>=f?Bu:nr;if(d==nr){let b=Oe(p(1,a)-m);if(b<f)return Ys(t.slice().reverse(),c.distr,d,gt(f/b)).reverse()}return Ys(t,c.distr,
d,1)}function qu(e,t,n,l,s){let i=e.axes[n],a=i.scale,c=i._space,p=e.valToPos,f=Oe(p(1,a)-p(2,a));return f<c?Ys(t.slice().reverse(),3,Br,gt(c/f)).reverse():t}function Wu(e,t,n,l){
return l==null?Xs:t==null?"":lo(t)}var lr={show:!0,scale:"y",stroke:Qs,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Nr,side:3,grid:ro,ticks:Rr,
border:Or,font:ao,lineGap:Fr,rotate:0};function zu(e,t){let n=3+(e||1)*2;return be(n*t,3)}function Hu(e,t){let{scale:n,idxs:l}=e.series[0],s=e._data[0],i=e.valToPos(
s[l[0]],n,!0),a=e.valToPos(s[l[1]],n,!0),c=Oe(a-i),p=e.series[t],f=c/(p.points.space*fe);return l[1]-l[0]<=f}var sr={scale:null,auto:!0,sorted:0,min:ge,max:-ge},
Vr=(e,t,n,l,s)=>s,or={show:!0,auto:!0,sorted:0,gaps:Vr,alpha:1,facets:[Ce({},sr,{scale:"x"}),Ce({},sr,{scale:"y"})]},ir={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,
gaps:Vr,alpha:1,points:{show:Hu,filter:null},values:null,min:ge,max:-ge,idxs:[],path:null,clip:null};function Gu(e,t,n,l,s){return n/10}var qr={time:!0,auto:!0,
distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Iu=Ce({},qr,{time:!1,ori:1}),rr={};function Wr(e,t){let n=rr[e];return n||(n={key:e,plots:[],sub(l){n.plots.
push(l)},unsub(l){n.plots=n.plots.filter(s=>s!=l)},pub(l,s,i,a,c,p,f){for(let m=0;m<n.plots.length;m++)n.plots[m]!=s&&n.plots[m].pub(l,s,i,a,c,p,f)}},e!=null&&(rr[e]=
n)),n}var Zn=1,Ks=2;function wn(e,t,n){let l=e.mode,s=e.series[t],i=l==2?e._data[t]:e._data,a=e.scales,c=e.bbox,p=i[0],f=l==2?i[1]:i[t],m=l==2?a[s.facets[0].scale]:
a[e.series[0].scale],d=l==2?a[s.facets[1].scale]:a[s.scale],b=c.left,k=c.top,v=c.width,P=c.height,_=e.valToPosH,M=e.valToPosV;return m.ori==0?n(s,p,f,m,d,_,M,b,
k,v,P,Ql,Xn,es,Hr,Ir):n(s,p,f,m,d,M,_,k,b,P,v,Xl,el,fo,Gr,Ur)}function co(e,t){let n=0,l=0,s=ce(e.bands,so);for(let i=0;i<s.length;i++){let a=s[i];a.series[0]==
t?n=a.dir:a.series[1]==t&&(a.dir==1?l|=1:l|=2)}return[n,l==1?-1:l==2?1:l==3?2:0]}function Uu(e,t,n,l,s){let i=e.mode,a=e.series[t],c=i==2?a.facets[1].scale:a.scale,
p=e.scales[c];return s==-1?p.min:s==1?p.max:p.distr==3?p.dir==1?p.min:p.max:0}function zt(e,t,n,l,s,i){return wn(e,t,(a,c,p,f,m,d,b,k,v,P,_)=>{let M=a.pxRound,x=f.
dir*(f.ori==0?1:-1),$=f.ori==0?Xn:el,T,O;x==1?(T=n,O=l):(T=l,O=n);let D=M(d(c[T],f,P,k)),Z=M(b(p[T],m,_,v)),H=M(d(c[O],f,P,k)),V=M(b(i==1?m.max:m.min,m,_,v)),I=new Path2D(
s);return $(I,H,V),$(I,D,V),$(I,D,Z),I})}function Zl(e,t,n,l,s,i){let a=null;if(e.length>0){a=new Path2D;let c=t==0?es:fo,p=n;for(let d=0;d<e.length;d++){let b=e[d];
if(b[1]>b[0]){let k=b[0]-p;k>0&&c(a,p,l,k,l+i),p=b[1]}}let f=n+s-p,m=10;f>0&&c(a,p,l-m/2,f,l+i+m)}return a}function ju(e,t,n){let l=e[e.length-1];l&&l[0]==t?l[1]=
n:e.push([t,n])}function uo(e,t,n,l,s,i,a){let c=[],p=e.length;for(let f=s==1?n:l;f>=n&&f<=l;f+=s)if(t[f]===null){let d=f,b=f;if(s==1)for(;++f<=l&&t[f]===null;)
b=f;else for(;--f>=n&&t[f]===null;)b=f;let k=i(e[d]),v=b==d?k:i(e[b]),P=d-s;k=a<=0&&P>=0&&P<p?i(e[P]):k;let M=b+s;v=a>=0&&M>=0&&M<p?i(e[M]):v,v>=k&&c.push([k,v])}
return c}function ar(e){return e==0?wr:e==1?Re:t=>pn(t,e)}function zr(e){let t=e==0?Ql:Xl,n=e==0?(s,i,a,c,p,f)=>{s.arcTo(i,a,c,p,f)}:(s,i,a,c,p,f)=>{s.arcTo(a,i,
p,c,f)},l=e==0?(s,i,a,c,p)=>{s.rect(i,a,c,p)}:(s,i,a,c,p)=>{s.rect(a,i,p,c)};return(s,i,a,c,p,f=0,m=0)=>{f==0&&m==0?l(s,i,a,c,p):(f=vt(f,c/2,p/2),m=vt(m,c/2,p/2),
t(s,i+f,a),n(s,i+c,a,i+c,a+p,f),n(s,i+c,a+p,i,a+p,m),n(s,i,a+p,i,a,m),n(s,i,a,i+c,a,f),s.closePath())}}var Ql=(e,t,n)=>{e.moveTo(t,n)},Xl=(e,t,n)=>{e.moveTo(n,t)},
Xn=(e,t,n)=>{e.lineTo(t,n)},el=(e,t,n)=>{e.lineTo(n,t)},es=zr(0),fo=zr(1),Hr=(e,t,n,l,s,i)=>{e.arc(t,n,l,s,i)},Gr=(e,t,n,l,s,i)=>{e.arc(n,t,l,s,i)},Ir=(e,t,n,l,s,i,a)=>{
e.bezierCurveTo(t,n,l,s,i,a)},Ur=(e,t,n,l,s,i,a)=>{e.bezierCurveTo(n,t,s,l,a,i)};function jr(e){return(t,n,l,s,i)=>wn(t,n,(a,c,p,f,m,d,b,k,v,P,_)=>{let{pxRound:M,
points:x}=a,$,T;f.ori==0?($=Ql,T=Hr):($=Xl,T=Gr);let O=be(x.width*fe,3),D=(x.size-x.width)/2*fe,Z=be(D*2,3),H=new Path2D,V=new Path2D,{left:I,top:E,width:J,height:q}=t.
bbox;es(V,I-Z,E-Z,J+Z*2,q+Z*2);let j=G=>{if(p[G]!=null){let ne=M(d(c[G],f,P,k)),U=M(b(p[G],m,_,v));$(H,ne+D,U),T(H,ne,U,D,0,Hl*2)}};if(i)i.forEach(j);else for(let G=l;G<=
s;G++)j(G);return{stroke:O>0?H:null,fill:H,clip:V,flags:Zn|Ks}})}function Yr(e){return(t,n,l,s,i,a)=>{l!=s&&(i!=l&&a!=l&&e(t,n,l),i!=s&&a!=s&&e(t,n,s),e(t,n,a))}}
var Yu=Yr(Xn),Ku=Yr(el);function Kr(e){let t=ce(e?.alignGaps,0);return(n,l,s,i)=>wn(n,l,(a,c,p,f,m,d,b,k,v,P,_)=>{[s,i]=jl(p,s,i);let M=a.pxRound,x=q=>M(d(q,f,P,
k)),$=q=>M(b(q,m,_,v)),T,O;f.ori==0?(T=Xn,O=Yu):(T=el,O=Ku);let D=f.dir*(f.ori==0?1:-1),Z={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},H=Z.
stroke,V=!1;if(i-s>=P*4){let q=R=>n.posToVal(R,f.key,!0),j=null,G=null,ne,U,He,me=x(c[D==1?s:i]),C=x(c[s]),z=x(c[i]),Y=q(D==1?C+1:z-1);for(let R=D==1?s:i;R>=s&&
R<=i;R+=D){let re=c[R],pe=(D==1?re<Y:re>Y)?me:x(re),ie=p[R];pe==me?ie!=null?(U=ie,j==null?(T(H,pe,$(U)),ne=j=G=U):U<j?j=U:U>G&&(G=U)):ie===null&&(V=!0):(j!=null&&
O(H,me,$(j),$(G),$(ne),$(U)),ie!=null?(U=ie,T(H,pe,$(U)),j=G=ne=U):(j=G=null,ie===null&&(V=!0)),me=pe,Y=q(me+D))}j!=null&&j!=G&&He!=me&&O(H,me,$(j),$(G),$(ne),$(
U))}else for(let q=D==1?s:i;q>=s&&q<=i;q+=D){let j=p[q];j===null?V=!0:j!=null&&T(H,x(c[q]),$(j))}let[E,J]=co(n,l);if(a.fill!=null||E!=0){let q=Z.fill=new Path2D(
H),j=a.fillTo(n,l,a.min,a.max,E),G=$(j),ne=x(c[s]),U=x(c[i]);D==-1&&([U,ne]=[ne,U]),T(q,U,G),T(q,ne,G)}if(!a.spanGaps){let q=[];V&&q.push(...uo(c,p,s,i,D,x,t)),
Z.gaps=q=a.gaps(n,l,s,i,q),Z.clip=Zl(q,f.ori,k,v,P,_)}return J!=0&&(Z.band=J==2?[zt(n,l,s,i,H,-1),zt(n,l,s,i,H,1)]:zt(n,l,s,i,H,J)),Z})}function Ju(e){let t=ce(
e.align,1),n=ce(e.ascDesc,!1),l=ce(e.alignGaps,0),s=ce(e.extend,!1);return(i,a,c,p)=>wn(i,a,(f,m,d,b,k,v,P,_,M,x,$)=>{[c,p]=jl(d,c,p);let T=f.pxRound,{left:O,width:D}=i.
bbox,Z=C=>T(v(C,b,x,_)),H=C=>T(P(C,k,$,M)),V=b.ori==0?Xn:el,I={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},E=I.stroke,J=b.dir*(b.ori==0?
1:-1),q=H(d[J==1?c:p]),j=Z(m[J==1?c:p]),G=j,ne=j;s&&t==-1&&(ne=O,V(E,ne,q)),V(E,j,q);for(let C=J==1?c:p;C>=c&&C<=p;C+=J){let z=d[C];if(z==null)continue;let Y=Z(
m[C]),R=H(z);t==1?V(E,Y,q):V(E,G,R),V(E,Y,R),q=R,G=Y}let U=G;s&&t==1&&(U=O+D,V(E,U,q));let[He,me]=co(i,a);if(f.fill!=null||He!=0){let C=I.fill=new Path2D(E),z=f.
fillTo(i,a,f.min,f.max,He),Y=H(z);V(C,U,Y),V(C,ne,Y)}if(!f.spanGaps){let C=[];C.push(...uo(m,d,c,p,J,Z,l));let z=f.width*fe/2,Y=n||t==1?z:-z,R=n||t==-1?-z:z;C.forEach(
re=>{re[0]+=Y,re[1]+=R}),I.gaps=C=f.gaps(i,a,c,p,C),I.clip=Zl(C,b.ori,_,M,x,$)}return me!=0&&(I.band=me==2?[zt(i,a,c,p,E,-1),zt(i,a,c,p,E,1)]:zt(i,a,c,p,E,me)),
I})}function cr(e,t,n,l,s,i,a=ge){if(e.length>1){let c=null;for(let p=0,f=1/0;p<e.length;p++)if(t[p]!==void 0){if(c!=null){let m=Oe(e[p]-e[c]);m<f&&(f=m,a=Oe(n(
e[p],l,s,i)-n(e[c],l,s,i)))}c=p}}return a}function Zu(e){e=e||bl;let t=ce(e.size,[.6,ge,1]),n=e.align||0,l=e.gap||0,s=e.radius;s=s==null?[0,0]:typeof s=="number"?
[s,0]:s;let i=se(s),a=1-t[0],c=ce(t[1],ge),p=ce(t[2],1),f=ce(e.disp,bl),m=ce(e.each,k=>{}),{fill:d,stroke:b}=f;return(k,v,P,_)=>wn(k,v,(M,x,$,T,O,D,Z,H,V,I,E)=>{
let J=M.pxRound,q=n,j=l*fe,G=c*fe,ne=p*fe,U,He;T.ori==0?[U,He]=i(k,v):[He,U]=i(k,v);let me=T.dir*(T.ori==0?1:-1),C=T.ori==0?es:fo,z=T.ori==0?m:(B,we,De,Sn,tn,Mt,nn)=>{
m(B,we,De,tn,Sn,nn,Mt)},Y=ce(k.bands,so).find(B=>B.series[0]==v),R=Y!=null?Y.dir:0,re=M.fillTo(k,v,M.min,M.max,R),ke=J(Z(re,O,E,V)),pe,ie,bt,et=I,Ee=J(M.width*fe),
_t=!1,Ot=null,at=null,Ht=null,yn=null;d!=null&&(Ee==0||b!=null)&&(_t=!0,Ot=d.values(k,v,P,_),at=new Map,new Set(Ot).forEach(B=>{B!=null&&at.set(B,new Path2D)}),
Ee>0&&(Ht=b.values(k,v,P,_),yn=new Map,new Set(Ht).forEach(B=>{B!=null&&yn.set(B,new Path2D)})));let{x0:kn,size:tl}=f;if(kn!=null&&tl!=null){q=1,x=kn.values(k,v,
P,_),kn.unit==2&&(x=x.map(De=>k.posToVal(H+De*I,T.key,!0)));let B=tl.values(k,v,P,_);tl.unit==2?ie=B[0]*I:ie=D(B[0],T,I,H)-D(0,T,I,H),et=cr(x,$,D,T,I,H,et),bt=et-
ie+j}else et=cr(x,$,D,T,I,H,et),bt=et*a+j,ie=et-bt;bt<1&&(bt=0),Ee>=ie/2&&(Ee=0),bt<5&&(J=wr);let yl=bt>0,Xt=et-bt-(yl?Ee:0);ie=J(Us(Xt,ne,G)),pe=(q==0?ie/2:q==
me?0:ie)-q*me*((q==0?j/2:0)+(yl?Ee/2:0));let je={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},xn=_t?null:new Path2D,Nt=null;if(Y!=null)Nt=k.data[Y.
series[1]];else{let{y0:B,y1:we}=f;B!=null&&we!=null&&($=we.values(k,v,P,_),Nt=B.values(k,v,P,_))}let en=U*ie,te=He*ie;for(let B=me==1?P:_;B>=P&&B<=_;B+=me){let we=$[B];
if(we==null)continue;if(Nt!=null){let Qe=Nt[B]??0;if(we-Qe==0)continue;ke=Z(Qe,O,E,V)}let De=T.distr!=2||f!=null?x[B]:B,Sn=D(De,T,I,H),tn=Z(ce(we,re),O,E,V),Mt=J(
Sn-pe),nn=J(Ze(tn,ke)),tt=J(vt(tn,ke)),ct=nn-tt;if(we!=null){let Qe=we<0?te:en,wt=we<0?en:te;_t?(Ee>0&&Ht[B]!=null&&C(yn.get(Ht[B]),Mt,tt+it(Ee/2),ie,Ze(0,ct-Ee),
Qe,wt),Ot[B]!=null&&C(at.get(Ot[B]),Mt,tt+it(Ee/2),ie,Ze(0,ct-Ee),Qe,wt)):C(xn,Mt,tt+it(Ee/2),ie,Ze(0,ct-Ee),Qe,wt),z(k,v,B,Mt-Ee/2,tt,ie+Ee,ct)}}return Ee>0?je.
stroke=_t?yn:xn:_t||(je._fill=M.width==0?M._fill:M._stroke??M._fill,je.width=0),je.fill=_t?at:xn,je})}function Qu(e,t){let n=ce(t?.alignGaps,0);return(l,s,i,a)=>wn(
l,s,(c,p,f,m,d,b,k,v,P,_,M)=>{[i,a]=jl(f,i,a);let x=c.pxRound,$=U=>x(b(U,m,_,v)),T=U=>x(k(U,d,M,P)),O,D,Z;m.ori==0?(O=Ql,Z=Xn,D=Ir):(O=Xl,Z=el,D=Ur);let H=m.dir*
(m.ori==0?1:-1),V=$(p[H==1?i:a]),I=V,E=[],J=[];for(let U=H==1?i:a;U>=i&&U<=a;U+=H)if(f[U]!=null){let me=p[U],C=$(me);E.push(I=C),J.push(T(f[U]))}let q={stroke:e(
E,J,O,Z,D,x),fill:null,clip:null,band:null,gaps:null,flags:Zn},j=q.stroke,[G,ne]=co(l,s);if(c.fill!=null||G!=0){let U=q.fill=new Path2D(j),He=c.fillTo(l,s,c.min,
c.max,G),me=T(He);Z(U,I,me),Z(U,V,me)}if(!c.spanGaps){let U=[];U.push(...uo(p,f,i,a,H,$,n)),q.gaps=U=c.gaps(l,s,i,a,U),q.clip=Zl(U,m.ori,v,P,_,M)}return ne!=0&&
(q.band=ne==2?[zt(l,s,i,a,j,-1),zt(l,s,i,a,j,1)]:zt(l,s,i,a,j,ne)),q})}function Xu(e){return Qu(ef,e)}function ef(e,t,n,l,s,i){let a=e.length;if(a<2)return null;
let c=new Path2D;if(n(c,e[0],t[0]),a==2)l(c,e[1],t[1]);else{let p=Array(a),f=Array(a-1),m=Array(a-1),d=Array(a-1);for(let b=0;b<a-1;b++)m[b]=t[b+1]-t[b],d[b]=e[b+
1]-e[b],f[b]=m[b]/d[b];p[0]=f[0];for(let b=1;b<a-1;b++)f[b]===0||f[b-1]===0||f[b-1]>0!=f[b]>0?p[b]=0:(p[b]=3*(d[b-1]+d[b])/((2*d[b]+d[b-1])/f[b-1]+(d[b]+2*d[b-1])/
f[b]),isFinite(p[b])||(p[b]=0));p[a-1]=f[a-2];for(let b=0;b<a-1;b++)s(c,e[b]+d[b]/3,t[b]+p[b]*d[b]/3,e[b+1]-d[b]/3,t[b+1]-p[b+1]*d[b]/3,e[b+1],t[b+1])}return c}
var Js=new Set;function ur(){for(let e of Js)e.syncRect(!0)}Qn&&(gn(Rc,jn,ur),gn(Oc,jn,ur,!0),gn(Gl,jn,()=>{ze.pxRatio=fe}));var tf=Kr(),nf=jr();function fr(e,t,n,l){
return(l?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((i,a)=>Zs(i,a,t,n))}function lf(e,t){return e.map((n,l)=>l==0?{}:Ce({},t,n))}function Zs(e,t,n,l){
return Ce({},t==0?n:l,e)}function Jr(e,t,n){return t==null?Kn:[t,n]}var sf=Jr;function of(e,t,n){return t==null?Kn:Il(t,n,no,!0)}function Zr(e,t,n,l){return t==
null?Kn:Yl(t,n,e.scales[l].log,!1)}var rf=Zr;function Qr(e,t,n,l){return t==null?Kn:to(t,n,e.scales[l].log,!1)}var af=Qr;function cf(e,t,n,l,s){let i=Ze(Hi(e),Hi(
t)),a=t-e,c=Tt(s/l*a,n);do{let p=n[c],f=l*p/a;if(f>=s&&i+(p<5?Qt.get(p):0)<=17)return[p,f]}while(++c<n.length);return[0,0]}function hr(e){let t,n;return e=e.replace(
/(\d+)px/,(l,s)=>(t=Re((n=+s)*fe))+"px"),[e,t,n]}function uf(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=be(t[2]*fe,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),
t[1]=n})}function ze(e,t,n){let l={mode:ce(e.mode,1)},s=l.mode;function i(o,r,u,h){let g=r.valToPct(o);return h+u*(r.dir==-1?1-g:g)}function a(o,r,u,h){let g=r.
valToPct(o);return h+u*(r.dir==-1?g:1-g)}function c(o,r,u,h){return r.ori==0?i(o,r,u,h):a(o,r,u,h)}l.valToPosH=i,l.valToPosV=a;let p=!1;l.status=0;let f=l.root=
mt(gc);if(e.id!=null&&(f.id=e.id),ot(f,e.class),e.title){let o=mt(yc,f);o.textContent=e.title}let m=St("canvas"),d=l.ctx=m.getContext("2d"),b=mt(kc,f);gn("click",
b,o=>{o.target===v&&(xe!=Dn||_e!=Rn)&&Ie.click(l,o)},!0);let k=l.under=mt(xc,b);b.appendChild(m);let v=l.over=mt(Sc,b);e=Jn(e);let P=+ce(e.pxAlign,1),_=ar(P);(e.
plugins||[]).forEach(o=>{o.opts&&(e=o.opts(l,e)||e)});let M=e.ms||.001,x=l.series=s==1?fr(e.series||[],tr,ir,!1):lf(e.series||[null],or),$=l.axes=fr(e.axes||[],
er,lr,!0),T=l.scales={},O=l.bands=e.bands||[];O.forEach(o=>{o.fill=se(o.fill||null),o.dir=ce(o.dir,-1)});let D=s==2?x[1].facets[0].scale:x[0].scale,Z={axes:wa,series:pa},
H=(e.drawOrder||["axes","series"]).map(o=>Z[o]);function V(o){let r=o.distr==3?u=>Wt(u>0?u:o.clamp(l,u,o.min,o.max,o.key)):o.distr==4?u=>Bs(u,o.asinh):o.distr==
100?u=>o.fwd(u):u=>u;return u=>{let h=r(u),{_min:g,_max:w}=o,S=w-g;return(h-g)/S}}function I(o){let r=T[o];if(r==null){let u=(e.scales||bl)[o]||bl;if(u.from!=null){
I(u.from);let h=Ce({},T[u.from],u,{key:o});h.valToPct=V(h),T[o]=h}else{r=T[o]=Ce({},o==D?qr:Iu,u),r.key=o;let h=r.time,g=r.range,w=Zt(g);if((o!=D||s==2&&!h)&&(w&&
(g[0]==null||g[1]==null)&&(g={min:g[0]==null?qi:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?qi:{mode:1,hard:g[1],soft:g[1]}},w=!1),!w&&Jl(g))){let S=g;g=(A,L,N)=>L==
null?Kn:Il(L,N,S)}r.range=se(g||(h?sf:o==D?r.distr==3?rf:r.distr==4?af:Jr:r.distr==3?Zr:r.distr==4?Qr:of)),r.auto=se(w?!1:r.auto),r.clamp=se(r.clamp||Gu),r._min=
r._max=null,r.valToPct=V(r)}}}I("x"),I("y"),s==1&&x.forEach(o=>{I(o.scale)}),$.forEach(o=>{I(o.scale)});for(let o in e.scales)I(o);let E=T[D],J=E.distr,q,j;E.ori==
0?(ot(f,bc),q=i,j=a):(ot(f,wc),q=a,j=i);let G={};for(let o in T){let r=T[o];(r.min!=null||r.max!=null)&&(G[o]={min:r.min,max:r.max},r.min=r.max=null)}let ne=e.tzDate||
(o=>new Date(Re(o/M))),U=e.fmtDate||oo,He=M==1?bu(ne):ku(ne),me=Zi(ne,Ji(M==1?gu:yu,U)),C=Xi(ne,Qi(Su,U)),z=[],Y=l.legend=Ce({},_u,e.legend),R=l.cursor=Ce({},Lu,
{drag:{y:s==2}},e.cursor),re=Y.show,ke=R.show,pe=Y.markers;Y.idxs=z,pe.width=se(pe.width),pe.dash=se(pe.dash),pe.stroke=se(pe.stroke),pe.fill=se(pe.fill);let ie,
bt,et,Ee=[],_t=[],Ot,at=!1,Ht={};if(Y.live){let o=x[1]?x[1].values:null;at=o!=null,Ot=at?o(l,1,0):{_:0};for(let r in Ot)Ht[r]=Xs}if(re)if(ie=St("table",$c,f),et=
St("tbody",null,ie),Y.mount(l,ie),at){bt=St("thead",null,ie,et);let o=St("tr",null,bt);St("th",null,o);for(var yn in Ot)St("th",Ei,o).textContent=yn}else ot(ie,
Pc),Y.live&&ot(ie,Ac);let kn={show:!0},tl={show:!1};function yl(o,r){if(r==0&&(at||!Y.live||s==2))return Kn;let u=[],h=St("tr",Lc,et,et.childNodes[r]);ot(h,o.class),
o.show||ot(h,mn);let g=St("th",null,h);if(pe.show){let A=mt(Cc,g);if(r>0){let L=pe.width(l,r);L&&(A.style.border=L+"px "+pe.dash(l,r)+" "+pe.stroke(l,r)),A.style.
background=pe.fill(l,r)}}let w=mt(Ei,g);o.label instanceof HTMLElement?w.appendChild(o.label):w.textContent=o.label,r>0&&(pe.show||(w.style.color=o.width>0?pe.stroke(
l,r):pe.fill(l,r)),je("click",g,A=>{if(R._lock)return;sn(A);let L=x.indexOf(o);if((A.ctrlKey||A.metaKey)!=Y.isolate){let N=x.some((F,W)=>W>0&&W!=L&&F.show);x.forEach(
(F,W)=>{W>0&&$t(W,N?W==L?kn:tl:kn,!0,Le.setSeries)})}else $t(L,{show:!o.show},!0,Le.setSeries)},!1),vn&&je(Li,g,A=>{R._lock||(sn(A),$t(x.indexOf(o),Nn,!0,Le.setSeries))},
!1));for(var S in Ot){let A=St("td",Dc,h);A.textContent="--",u.push(A)}return[h,u]}let Xt=new Map;function je(o,r,u,h=!0){let g=Xt.get(r)||{},w=R.bind[o](l,r,u,
h);w&&(gn(o,r,g[o]=w),Xt.set(r,g))}function xn(o,r,u){let h=Xt.get(r)||{};for(let g in h)(o==null||g==o)&&(Is(g,r,h[g]),delete h[g]);o==null&&Xt.delete(r)}let Nt=0,
en=0,te=0,B=0,we=0,De=0,Sn=we,tn=De,Mt=te,nn=B,tt=0,ct=0,Qe=0,wt=0;l.bbox={};let ns=!1,kl=!1,Tn=!1,ln=!1,xl=!1,ut=!1;function ls(o,r,u){(u||o!=l.width||r!=l.height)&&
mo(o,r),An(!1),Tn=!0,kl=!0,Pn()}function mo(o,r){l.width=Nt=te=o,l.height=en=B=r,we=De=0,ia(),ra();let u=l.bbox;tt=u.left=pn(we*fe,.5),ct=u.top=pn(De*fe,.5),Qe=
u.width=pn(te*fe,.5),wt=u.height=pn(B*fe,.5)}let la=3;function sa(){let o=!1,r=0;for(;!o;){r++;let u=ga(r),h=ba(r);o=r==la||u&&h,o||(mo(l.width,l.height),kl=!0)}}
function oa({width:o,height:r}){ls(o,r)}l.setSize=oa;function ia(){let o=!1,r=!1,u=!1,h=!1;$.forEach((g,w)=>{if(g.show&&g._show){let{side:S,_size:A}=g,L=S%2,N=g.
label!=null?g.labelSize:0,F=A+N;F>0&&(L?(te-=F,S==3?(we+=F,h=!0):u=!0):(B-=F,S==0?(De+=F,o=!0):r=!0))}}),on[0]=o,on[1]=u,on[2]=r,on[3]=h,te-=Gt[1]+Gt[3],we+=Gt[3],
B-=Gt[2]+Gt[0],De+=Gt[0]}function ra(){let o=we+te,r=De+B,u=we,h=De;function g(w,S){switch(w){case 1:return o+=S,o-S;case 2:return r+=S,r-S;case 3:return u-=S,u+
S;case 0:return h-=S,h+S}}$.forEach((w,S)=>{if(w.show&&w._show){let A=w.side;w._pos=g(A,w._size),w.label!=null&&(w._lpos=g(A,w.labelSize))}})}if(R.dataIdx==null){
let o=R.hover,r=o.skip=new Set(o.skip??[]);r.add(void 0);let u=o.prox=se(o.prox),h=o.bias??=0;R.dataIdx=(g,w,S,A)=>{if(w==0)return S;let L=S,N=u(g,w,S,A)??ge,F=N>=
0&&N<ge,W=E.ori==0?te:B,X=R.left,ue=t[0],ae=t[w];if(r.has(ae[S])){L=null;let le=null,Q=null,K;if(h==0||h==-1)for(K=S;le==null&&K-- >0;)r.has(ae[K])||(le=K);if(h==
0||h==1)for(K=S;Q==null&&K++<ae.length;)r.has(ae[K])||(Q=K);if(le!=null||Q!=null)if(F){let Te=le==null?-1/0:q(ue[le],E,W,0),$e=Q==null?1/0:q(ue[Q],E,W,0),We=X-Te,
de=$e-X;We<=de?We<=N&&(L=le):de<=N&&(L=Q)}else L=Q==null?le:le==null?Q:S-le<=Q-S?le:Q}else F&&Oe(X-q(ue[S],E,W,0))>N&&(L=null);return L}}let sn=o=>{R.event=o};R.
idxs=z,R._lock=!1;let Ue=R.points;Ue.show=se(Ue.show),Ue.size=se(Ue.size),Ue.stroke=se(Ue.stroke),Ue.width=se(Ue.width),Ue.fill=se(Ue.fill);let Et=l.focus=Ce({},
e.focus||{alpha:.3},R.focus),vn=Et.prox>=0,_n=vn&&Ue.one,ft=[],Mn=[],En=[];function go(o,r){let u=Ue.show(l,r);if(u instanceof HTMLElement)return ot(u,Ec),ot(u,
o.class),Rt(u,-10,-10,te,B),v.insertBefore(u,ft[r]),u}function bo(o,r){if(s==1||r>0){let u=s==1&&T[o.scale].time,h=o.value;o.value=u?Ui(h)?Xi(ne,Qi(h,U)):h||C:h||
Wu,o.label=o.label||(u?Du:Cu)}if(_n||r>0){o.width=o.width==null?1:o.width,o.paths=o.paths||tf||Ic,o.fillTo=se(o.fillTo||Uu),o.pxAlign=+ce(o.pxAlign,P),o.pxRound=
ar(o.pxAlign),o.stroke=se(o.stroke||null),o.fill=se(o.fill||null),o._stroke=o._fill=o._paths=o._focus=null;let u=zu(Ze(1,o.width),1),h=o.points=Ce({},{size:u,width:Ze(
1,u*.2),stroke:o.stroke,space:u*2,paths:nf,_stroke:null,_fill:null},o.points);h.show=se(h.show),h.filter=se(h.filter),h.fill=se(h.fill),h.stroke=se(h.stroke),h.
paths=se(h.paths),h.pxAlign=o.pxAlign}if(re){let u=yl(o,r);Ee.splice(r,0,u[0]),_t.splice(r,0,u[1]),Y.values.push(null)}if(ke){z.splice(r,0,null);let u=null;_n?r==
0&&(u=go(o,r)):r>0&&(u=go(o,r)),ft.splice(r,0,u),Mn.splice(r,0,0),En.splice(r,0,0)}qe("addSeries",r)}function aa(o,r){r=r??x.length,o=s==1?Zs(o,r,tr,ir):Zs(o,r,
{},or),x.splice(r,0,o),bo(x[r],r)}l.addSeries=aa;function ca(o){if(x.splice(o,1),re){Y.values.splice(o,1),_t.splice(o,1);let r=Ee.splice(o,1)[0];xn(null,r.firstChild),
r.remove()}ke&&(z.splice(o,1),ft.splice(o,1)[0].remove(),Mn.splice(o,1),En.splice(o,1)),qe("delSeries",o)}l.delSeries=ca;let on=[!1,!1,!1,!1];function ua(o,r){if(o.
_show=o.show,o.show){let u=o.side%2,h=T[o.scale];h==null&&(o.scale=u?x[1].scale:D,h=T[o.scale]);let g=h.time;o.size=se(o.size),o.space=se(o.space),o.rotate=se(o.
rotate),Zt(o.incrs)&&o.incrs.forEach(S=>{!Qt.has(S)&&Qt.set(S,xr(S))}),o.incrs=se(o.incrs||(h.distr==2?pu:g?M==1?mu:wu:dn)),o.splits=se(o.splits||(g&&h.distr==1?
He:h.distr==3?js:h.distr==4?Nu:Ou)),o.stroke=se(o.stroke),o.grid.stroke=se(o.grid.stroke),o.ticks.stroke=se(o.ticks.stroke),o.border.stroke=se(o.border.stroke);
let w=o.values;o.values=Zt(w)&&!Zt(w[0])?se(w):g?Zt(w)?Zi(ne,Ji(w,U)):Ui(w)?xu(ne,w):w||me:w||Ru,o.filter=se(o.filter||(h.distr>=3&&h.log==10?Vu:h.distr==3&&h.log==
2?qu:yr)),o.font=hr(o.font),o.labelFont=hr(o.labelFont),o._size=o.size(l,null,r,0),o._space=o._rotate=o._incrs=o._found=o._splits=o._values=null,o._size>0&&(on[r]=
!0,o._el=mt(Tc,b))}}function nl(o,r,u,h){let[g,w,S,A]=u,L=r%2,N=0;return L==0&&(A||w)&&(N=r==0&&!g||r==2&&!S?Re(er.size/3):0),L==1&&(g||S)&&(N=r==1&&!w||r==3&&!A?
Re(lr.size/2):0),N}let wo=l.padding=(e.padding||[nl,nl,nl,nl]).map(o=>se(ce(o,nl))),Gt=l._padding=wo.map((o,r)=>o(l,r,on,0)),Ge,Ne=null,Fe=null,Sl=s==1?x[0].idxs:
null,yt=null,ll=!1;function yo(o,r){if(t=o??[],l.data=l._data=t,s==2){Ge=0;for(let u=1;u<x.length;u++)Ge+=t[u][0].length}else{t.length==0&&(l.data=l._data=t=[[]]),
yt=t[0],Ge=yt.length;let u=t;if(J==2){u=t.slice();let h=u[0]=Array(Ge);for(let g=0;g<Ge;g++)h[g]=g}l._data=t=u}if(An(!0),qe("setData"),J==2&&(Tn=!0),r!==!1){let u=E;
u.auto(l,ll)?ss():Ut(D,u.min,u.max),ln=ln||R.left>=0,ut=!0,Pn()}}l.setData=yo;function ss(){ll=!0;let o,r;s==1&&(Ge>0?(Ne=Sl[0]=0,Fe=Sl[1]=Ge-1,o=t[0][Ne],r=t[0][Fe],
J==2?(o=Ne,r=Fe):o==r&&(J==3?[o,r]=Yl(o,o,E.log,!1):J==4?[o,r]=to(o,o,E.log,!1):E.time?r=o+Re(86400/M):[o,r]=Il(o,r,no,!0))):(Ne=Sl[0]=o=null,Fe=Sl[1]=r=null)),
Ut(D,o,r)}let Tl,$n,os,is,rs,as,cs,us,fs,Xe;function ko(o,r,u,h,g,w){o??=Ai,u??=so,h??="butt",g??=Ai,w??="round",o!=Tl&&(d.strokeStyle=Tl=o),g!=$n&&(d.fillStyle=
$n=g),r!=os&&(d.lineWidth=os=r),w!=rs&&(d.lineJoin=rs=w),h!=as&&(d.lineCap=as=h),u!=is&&d.setLineDash(is=u)}function xo(o,r,u,h){r!=$n&&(d.fillStyle=$n=r),o!=cs&&
(d.font=cs=o),u!=us&&(d.textAlign=us=u),h!=fs&&(d.textBaseline=fs=h)}function hs(o,r,u,h,g=0){if(h.length>0&&o.auto(l,ll)&&(r==null||r.min==null)){let w=ce(Ne,0),
S=ce(Fe,h.length-1),A=u.min==null?Vc(h,w,S,g,o.distr==3):[u.min,u.max];o.min=vt(o.min,u.min=A[0]),o.max=Ze(o.max,u.max=A[1])}}let So={min:null,max:null};function fa(){
for(let h in T){let g=T[h];G[h]==null&&(g.min==null||G[D]!=null&&g.auto(l,ll))&&(G[h]=So)}for(let h in T){let g=T[h];G[h]==null&&g.from!=null&&G[g.from]!=null&&
(G[h]=So)}G[D]!=null&&An(!0);let o={};for(let h in G){let g=G[h];if(g!=null){let w=o[h]=Jn(T[h],Yc);if(g.min!=null)Ce(w,g);else if(h!=D||s==2)if(Ge==0&&w.from==
null){let S=w.range(l,null,null,h);w.min=S[0],w.max=S[1]}else w.min=ge,w.max=-ge}}if(Ge>0){x.forEach((h,g)=>{if(s==1){let w=h.scale,S=G[w];if(S==null)return;let A=o[w];
if(g==0){let L=A.range(l,A.min,A.max,w);A.min=L[0],A.max=L[1],Ne=Tt(A.min,t[0]),Fe=Tt(A.max,t[0]),Fe-Ne>1&&(t[0][Ne]<A.min&&Ne++,t[0][Fe]>A.max&&Fe--),h.min=yt[Ne],
h.max=yt[Fe]}else h.show&&h.auto&&hs(A,S,h,t[g],h.sorted);h.idxs[0]=Ne,h.idxs[1]=Fe}else if(g>0&&h.show&&h.auto){let[w,S]=h.facets,A=w.scale,L=S.scale,[N,F]=t[g],
W=o[A],X=o[L];W!=null&&hs(W,G[A],w,N,w.sorted),X!=null&&hs(X,G[L],S,F,S.sorted),h.min=S.min,h.max=S.max}});for(let h in o){let g=o[h],w=G[h];if(g.from==null&&(w==
null||w.min==null)){let S=g.range(l,g.min==ge?null:g.min,g.max==-ge?null:g.max,h);g.min=S[0],g.max=S[1]}}}for(let h in o){let g=o[h];if(g.from!=null){let w=o[g.
from];if(w.min==null)g.min=g.max=null;else{let S=g.range(l,w.min,w.max,h);g.min=S[0],g.max=S[1]}}}let r={},u=!1;for(let h in o){let g=o[h],w=T[h];if(w.min!=g.min||
w.max!=g.max){w.min=g.min,w.max=g.max;let S=w.distr;w._min=S==3?Wt(w.min):S==4?Bs(w.min,w.asinh):S==100?w.fwd(w.min):w.min,w._max=S==3?Wt(w.max):S==4?Bs(w.max,w.
asinh):S==100?w.fwd(w.max):w.max,r[h]=u=!0}}if(u){x.forEach((h,g)=>{s==2?g>0&&r.y&&(h._paths=null):r[h.scale]&&(h._paths=null)});for(let h in r)Tn=!0,qe("setSca\
le",h);ke&&R.left>=0&&(ln=ut=!0)}for(let h in G)G[h]=null}function ha(o){let r=Us(Ne-1,0,Ge-1),u=Us(Fe+1,0,Ge-1);for(;o[r]==null&&r>0;)r--;for(;o[u]==null&&u<Ge-
1;)u++;return[r,u]}function pa(){if(Ge>0){let o=x.some(r=>r._focus)&&Xe!=Et.alpha;o&&(d.globalAlpha=Xe=Et.alpha),x.forEach((r,u)=>{if(u>0&&r.show&&(To(u,!1),To(
u,!0),r._paths==null)){let h=Xe;Xe!=r.alpha&&(d.globalAlpha=Xe=r.alpha);let g=s==2?[0,t[u][0].length-1]:ha(t[u]);r._paths=r.paths(l,u,g[0],g[1]),Xe!=h&&(d.globalAlpha=
Xe=h)}}),x.forEach((r,u)=>{if(u>0&&r.show){let h=Xe;Xe!=r.alpha&&(d.globalAlpha=Xe=r.alpha),r._paths!=null&&vo(u,!1);{let g=r._paths!=null?r._paths.gaps:null,w=r.
points.show(l,u,Ne,Fe,g),S=r.points.filter(l,u,w,g);(w||S)&&(r.points._paths=r.points.paths(l,u,Ne,Fe,S),vo(u,!0))}Xe!=h&&(d.globalAlpha=Xe=h),qe("drawSeries",u)}}),
o&&(d.globalAlpha=Xe=1)}}function To(o,r){let u=r?x[o].points:x[o];u._stroke=u.stroke(l,o),u._fill=u.fill(l,o)}function vo(o,r){let u=r?x[o].points:x[o],{stroke:h,
fill:g,clip:w,flags:S,_stroke:A=u._stroke,_fill:L=u._fill,_width:N=u.width}=u._paths;N=be(N*fe,3);let F=null,W=N%2/2;r&&L==null&&(L=N>0?"#fff":A);let X=u.pxAlign==
1&&W>0;if(X&&d.translate(W,W),!r){let ue=tt-N/2,ae=ct-N/2,le=Qe+N,Q=wt+N;F=new Path2D,F.rect(ue,ae,le,Q)}r?ps(A,N,u.dash,u.cap,L,h,g,S,w):da(o,A,N,u.dash,u.cap,
L,h,g,S,F,w),X&&d.translate(-W,-W)}function da(o,r,u,h,g,w,S,A,L,N,F){let W=!1;L!=0&&O.forEach((X,ue)=>{if(X.series[0]==o){let ae=x[X.series[1]],le=t[X.series[1]],
Q=(ae._paths||bl).band;Zt(Q)&&(Q=X.dir==1?Q[0]:Q[1]);let K,Te=null;ae.show&&Q&&Wc(le,Ne,Fe)?(Te=X.fill(l,ue)||w,K=ae._paths.clip):Q=null,ps(r,u,h,g,Te,S,A,L,N,F,
K,Q),W=!0}}),W||ps(r,u,h,g,w,S,A,L,N,F)}let _o=Zn|Ks;function ps(o,r,u,h,g,w,S,A,L,N,F,W){ko(o,r,u,h,g),(L||N||W)&&(d.save(),L&&d.clip(L),N&&d.clip(N)),W?(A&_o)==
_o?(d.clip(W),F&&d.clip(F),_l(g,S),vl(o,w,r)):A&Ks?(_l(g,S),d.clip(W),vl(o,w,r)):A&Zn&&(d.save(),d.clip(W),F&&d.clip(F),_l(g,S),d.restore(),vl(o,w,r)):(_l(g,S),
vl(o,w,r)),(L||N||W)&&d.restore()}function vl(o,r,u){u>0&&(r instanceof Map?r.forEach((h,g)=>{d.strokeStyle=Tl=g,d.stroke(h)}):r!=null&&o&&d.stroke(r))}function _l(o,r){
r instanceof Map?r.forEach((u,h)=>{d.fillStyle=$n=h,d.fill(u)}):r!=null&&o&&d.fill(r)}function ma(o,r,u,h){let g=$[o],w;if(h<=0)w=[0,0];else{let S=g._space=g.space(
l,o,r,u,h),A=g._incrs=g.incrs(l,o,r,u,h,S);w=cf(r,u,A,h,S)}return g._found=w}function ds(o,r,u,h,g,w,S,A,L,N){let F=S%2/2;P==1&&d.translate(F,F),ko(A,S,L,N,A),d.
beginPath();let W,X,ue,ae,le=g+(h==0||h==3?-w:w);u==0?(X=g,ae=le):(W=g,ue=le);for(let Q=0;Q<o.length;Q++)r[Q]!=null&&(u==0?W=ue=o[Q]:X=ae=o[Q],d.moveTo(W,X),d.lineTo(
ue,ae));d.stroke(),P==1&&d.translate(-F,-F)}function ga(o){let r=!0;return $.forEach((u,h)=>{if(!u.show)return;let g=T[u.scale];if(g.min==null){u._show&&(r=!1,u.
_show=!1,An(!1));return}else u._show||(r=!1,u._show=!0,An(!1));let w=u.side,S=w%2,{min:A,max:L}=g,[N,F]=ma(h,A,L,S==0?te:B);if(F==0)return;let W=g.distr==2,X=u.
_splits=u.splits(l,h,A,L,N,F,W),ue=g.distr==2?X.map(K=>yt[K]):X,ae=g.distr==2?yt[X[1]]-yt[X[0]]:N,le=u._values=u.values(l,u.filter(l,ue,h,F,ae),h,F,ae);u._rotate=
w==2?u.rotate(l,le,h,F):0;let Q=u._size;u._size=gt(u.size(l,le,h,o)),Q!=null&&u._size!=Q&&(r=!1)}),r}function ba(o){let r=!0;return wo.forEach((u,h)=>{let g=u(l,
h,on,o);g!=Gt[h]&&(r=!1),Gt[h]=g}),r}function wa(){for(let o=0;o<$.length;o++){let r=$[o];if(!r.show||!r._show)continue;let u=r.side,h=u%2,g,w,S=r.stroke(l,o),A=u==
0||u==3?-1:1,[L,N]=r._found;if(r.label!=null){let Ke=r.labelGap*A,st=Re((r._lpos+Ke)*fe);xo(r.labelFont[0],S,"center",u==2?"top":$i),d.save(),h==1?(g=w=0,d.translate(
st,Re(ct+wt/2)),d.rotate((u==3?-Hl:Hl)/2)):(g=Re(tt+Qe/2),w=st);let cn=br(r.label)?r.label(l,o,L,N):r.label;d.fillText(cn,g,w),d.restore()}if(N==0)continue;let F=T[r.
scale],W=h==0?Qe:wt,X=h==0?tt:ct,ue=r._splits,ae=F.distr==2?ue.map(Ke=>yt[Ke]):ue,le=F.distr==2?yt[ue[1]]-yt[ue[0]]:L,Q=r.ticks,K=r.border,Te=Q.show?Q.size:0,$e=Re(
Te*fe),We=Re((r.alignTo==2?r._size-Te-r.gap:r.gap)*fe),de=r._rotate*-Hl/180,Ae=_(r._pos*fe),nt=($e+We)*A,Ye=Ae+nt;w=h==0?Ye:0,g=h==1?Ye:0;let ht=r.font[0],kt=r.
align==1?In:r.align==2?Os:de>0?In:de<0?Os:h==0?"center":u==3?Os:In,Pt=de||h==1?"middle":u==2?"top":$i;xo(ht,S,kt,Pt);let lt=r.font[1]*r.lineGap,pt=ue.map(Ke=>_(
c(Ke,F,W,X))),xt=r._values;for(let Ke=0;Ke<xt.length;Ke++){let st=xt[Ke];if(st!=null){h==0?g=pt[Ke]:w=pt[Ke],st=""+st;let cn=st.indexOf(`
`)==-1?[st]:st.split(/\n/gm);for(let Je=0;Je<cn.length;Je++){let Go=cn[Je];de?(d.save(),d.translate(g,w+Je*lt),d.rotate(de),d.fillText(Go,0,0),d.restore()):d.fillText(
Go,g,w+Je*lt)}}}Q.show&&ds(pt,Q.filter(l,ae,o,N,le),h,u,Ae,$e,be(Q.width*fe,3),Q.stroke(l,o),Q.dash,Q.cap);let Lt=r.grid;Lt.show&&ds(pt,Lt.filter(l,ae,o,N,le),h,
h==0?2:1,h==0?ct:tt,h==0?wt:Qe,be(Lt.width*fe,3),Lt.stroke(l,o),Lt.dash,Lt.cap),K.show&&ds([Ae],[1],h==0?1:0,h==0?1:2,h==1?ct:tt,h==1?wt:Qe,be(K.width*fe,3),K.stroke(
l,o),K.dash,K.cap)}qe("drawAxes")}function An(o){x.forEach((r,u)=>{u>0&&(r._paths=null,o&&(s==1?(r.min=null,r.max=null):r.facets.forEach(h=>{h.min=null,h.max=null})))})}
let Ml=!1,ms=!1,sl=[];function ya(){ms=!1;for(let o=0;o<sl.length;o++)qe(...sl[o]);sl.length=0}function Pn(){Ml||(tu(Mo),Ml=!0)}function ka(o,r=!1){Ml=!0,ms=r,o(
l),Mo(),r&&sl.length>0&&queueMicrotask(ya)}l.batch=ka;function Mo(){if(ns&&(fa(),ns=!1),Tn&&(sa(),Tn=!1),kl){if(ve(k,In,we),ve(k,"top",De),ve(k,pl,te),ve(k,dl,B),
ve(v,In,we),ve(v,"top",De),ve(v,pl,te),ve(v,dl,B),ve(b,pl,Nt),ve(b,dl,en),m.width=Re(Nt*fe),m.height=Re(en*fe),$.forEach(({_el:o,_show:r,_size:u,_pos:h,side:g})=>{
if(o!=null)if(r){let w=g===3||g===0?u:0,S=g%2==1;ve(o,S?"left":"top",h-w),ve(o,S?"width":"height",u),ve(o,S?"top":"left",S?De:we),ve(o,S?"height":"width",S?B:te),
Gs(o,mn)}else ot(o,mn)}),Tl=$n=os=rs=as=cs=us=fs=is=null,Xe=1,rl(!0),we!=Sn||De!=tn||te!=Mt||B!=nn){An(!1);let o=te/Mt,r=B/nn;if(ke&&!ln&&R.left>=0){R.left*=o,R.
top*=r,Ln&&Rt(Ln,Re(R.left),0,te,B),Cn&&Rt(Cn,0,Re(R.top),te,B);for(let u=0;u<ft.length;u++){let h=ft[u];h!=null&&(Mn[u]*=o,En[u]*=r,Rt(h,gt(Mn[u]),gt(En[u]),te,
B))}}if(Se.show&&!xl&&Se.left>=0&&Se.width>0){Se.left*=o,Se.width*=o,Se.top*=r,Se.height*=r;for(let u in xs)ve(On,u,Se[u])}Sn=we,tn=De,Mt=te,nn=B}qe("setSize"),
kl=!1}Nt>0&&en>0&&(d.clearRect(0,0,m.width,m.height),qe("drawClear"),H.forEach(o=>o()),qe("draw")),Se.show&&xl&&(El(Se),xl=!1),ke&&ln&&(an(null,!0,!1),ln=!1),Y.
show&&Y.live&&ut&&(ys(),ut=!1),p||(p=!0,l.status=1,qe("ready")),ll=!1,Ml=!1}l.redraw=(o,r)=>{Tn=r||!1,o!==!1?Ut(D,E.min,E.max):Pn()};function gs(o,r){let u=T[o];
if(u.from==null){if(Ge==0){let h=u.range(l,r.min,r.max,o);r.min=h[0],r.max=h[1]}if(r.min>r.max){let h=r.min;r.min=r.max,r.max=h}if(Ge>1&&r.min!=null&&r.max!=null&&
r.max-r.min<1e-16)return;o==D&&u.distr==2&&Ge>0&&(r.min=Tt(r.min,t[0]),r.max=Tt(r.max,t[0]),r.min==r.max&&r.max++),G[o]=r,ns=!0,Pn()}}l.setScale=gs;let bs,ws,Ln,
Cn,Eo,$o,Dn,Rn,Ao,Po,xe,_e,It=!1,Ie=R.drag,Be=Ie.x,Ve=Ie.y;ke&&(R.x&&(bs=mt(_c,v)),R.y&&(ws=mt(Mc,v)),E.ori==0?(Ln=bs,Cn=ws):(Ln=ws,Cn=bs),xe=R.left,_e=R.top);let Se=l.
select=Ce({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),On=Se.show?mt(vc,Se.over?v:k):null;function El(o,r){if(Se.show){for(let u in o)Se[u]=o[u],u in
xs&&ve(On,u,o[u]);r!==!1&&qe("setSelect")}}l.setSelect=El;function xa(o){if(x[o].show)re&&Gs(Ee[o],mn);else if(re&&ot(Ee[o],mn),ke){let u=_n?ft[0]:ft[o];u!=null&&
Rt(u,-10,-10,te,B)}}function Ut(o,r,u){gs(o,{min:r,max:u})}function $t(o,r,u,h){r.focus!=null&&Ma(o),r.show!=null&&x.forEach((g,w)=>{w>0&&(o==w||o==null)&&(g.show=
r.show,xa(w),s==2?(Ut(g.facets[0].scale,null,null),Ut(g.facets[1].scale,null,null)):Ut(g.scale,null,null),Pn())}),u!==!1&&qe("setSeries",o,r),h&&al("setSeries",
l,o,r)}l.setSeries=$t;function Sa(o,r){Ce(O[o],r)}function Ta(o,r){o.fill=se(o.fill||null),o.dir=ce(o.dir,-1),r=r??O.length,O.splice(r,0,o)}function va(o){o==null?
O.length=0:O.splice(o,1)}l.addBand=Ta,l.setBand=Sa,l.delBand=va;function _a(o,r){x[o].alpha=r,ke&&ft[o]!=null&&(ft[o].style.opacity=r),re&&Ee[o]&&(Ee[o].style.opacity=
r)}let Ft,jt,rn,Nn={focus:!0};function Ma(o){if(o!=rn){let r=o==null,u=Et.alpha!=1;x.forEach((h,g)=>{if(s==1||g>0){let w=r||g==0||g==o;h._focus=r?null:w,u&&_a(g,
w?1:Et.alpha)}}),rn=o,u&&Pn()}}re&&vn&&je(Ci,ie,o=>{R._lock||(sn(o),rn!=null&&$t(null,Nn,!0,Le.setSeries))});function At(o,r,u){let h=T[r];u&&(o=o/fe-(h.ori==1?
De:we));let g=te;h.ori==1&&(g=B,o=g-o),h.dir==-1&&(o=g-o);let w=h._min,S=h._max,A=o/g,L=w+(S-w)*A,N=h.distr;return N==3?Yn(10,L):N==4?Hc(L,h.asinh):N==100?h.bwd(
L):L}function Ea(o,r){let u=At(o,D,r);return Tt(u,t[0],Ne,Fe)}l.valToIdx=o=>Tt(o,t[0]),l.posToIdx=Ea,l.posToVal=At,l.valToPos=(o,r,u)=>T[r].ori==0?i(o,T[r],u?Qe:
te,u?tt:0):a(o,T[r],u?wt:B,u?ct:0),l.setCursor=(o,r,u)=>{xe=o.left,_e=o.top,an(null,r,u)};function Lo(o,r){ve(On,In,Se.left=o),ve(On,pl,Se.width=r)}function Co(o,r){
ve(On,"top",Se.top=o),ve(On,dl,Se.height=r)}let ol=E.ori==0?Lo:Co,il=E.ori==1?Lo:Co;function $a(){if(re&&Y.live)for(let o=s==2?1:0;o<x.length;o++){if(o==0&&at)continue;
let r=Y.values[o],u=0;for(let h in r)_t[o][u++].firstChild.nodeValue=r[h]}}function ys(o,r){if(o!=null&&(o.idxs?o.idxs.forEach((u,h)=>{z[h]=u}):jc(o.idx)||z.fill(
o.idx),Y.idx=z[0]),re&&Y.live){for(let u=0;u<x.length;u++)(u>0||s==1&&!at)&&Aa(u,z[u]);$a()}ut=!1,r!==!1&&qe("setLegend")}l.setLegend=ys;function Aa(o,r){let u=x[o],
h=o==0&&J==2?yt:t[o],g;at?g=u.values(l,o,r)??Ht:(g=u.value(l,r==null?null:h[r],o,r),g=g==null?Ht:{_:g}),Y.values[o]=g}function an(o,r,u){Ao=xe,Po=_e,[xe,_e]=R.move(
l,xe,_e),R.left=xe,R.top=_e,ke&&(Ln&&Rt(Ln,Re(xe),0,te,B),Cn&&Rt(Cn,0,Re(_e),te,B));let h,g=Ne>Fe;Ft=ge,jt=null;let w=E.ori==0?te:B,S=E.ori==1?te:B;if(xe<0||Ge==
0||g){h=R.idx=null;for(let A=0;A<x.length;A++){let L=ft[A];L!=null&&Rt(L,-10,-10,te,B)}vn&&$t(null,Nn,!0,o==null&&Le.setSeries),Y.live&&(z.fill(h),ut=!0)}else{let A,
L,N;s==1&&(A=E.ori==0?xe:_e,L=At(A,D),h=R.idx=Tt(L,t[0],Ne,Fe),N=q(t[0][h],E,w,0));let F=-10,W=-10,X=0,ue=0,ae=!0,le="",Q="";for(let K=s==2?1:0;K<x.length;K++){
let Te=x[K],$e=z[K],We=$e==null?null:s==1?t[K][$e]:t[K][1][$e],de=R.dataIdx(l,K,h,L),Ae=de==null?null:s==1?t[K][de]:t[K][1][de];if(ut=ut||Ae!=We||de!=$e,z[K]=de,
K>0&&Te.show){let nt=de==null?-10:de==h?N:q(s==1?t[0][de]:t[K][0][de],E,w,0),Ye=Ae==null?-10:j(Ae,s==1?T[Te.scale]:T[Te.facets[1].scale],S,0);if(vn&&Ae!=null){let ht=E.
ori==1?xe:_e,kt=Oe(Et.dist(l,K,de,Ye,ht));if(kt<Ft){let Pt=Et.bias;if(Pt!=0){let lt=At(ht,Te.scale),pt=Ae>=0?1:-1,xt=lt>=0?1:-1;xt==pt&&(xt==1?Pt==1?Ae>=lt:Ae<=
lt:Pt==1?Ae<=lt:Ae>=lt)&&(Ft=kt,jt=K)}else Ft=kt,jt=K}}if(ut||_n){let ht,kt;E.ori==0?(ht=nt,kt=Ye):(ht=Ye,kt=nt);let Pt,lt,pt,xt,Lt,Ke,st=!0,cn=Ue.bbox;if(cn!=null){
st=!1;let Je=cn(l,K);pt=Je.left,xt=Je.top,Pt=Je.width,lt=Je.height}else pt=ht,xt=kt,Pt=lt=Ue.size(l,K);if(Ke=Ue.fill(l,K),Lt=Ue.stroke(l,K),_n)K==jt&&Ft<=Et.prox&&
(F=pt,W=xt,X=Pt,ue=lt,ae=st,le=Ke,Q=Lt);else{let Je=ft[K];Je!=null&&(Mn[K]=pt,En[K]=xt,Vi(Je,Pt,lt,st),Fi(Je,Ke,Lt),Rt(Je,gt(pt),gt(xt),te,B))}}}}if(_n){let K=Et.
prox,Te=rn==null?Ft<=K:Ft>K||jt!=rn;if(ut||Te){let $e=ft[0];$e!=null&&(Mn[0]=F,En[0]=W,Vi($e,X,ue,ae),Fi($e,le,Q),Rt($e,gt(F),gt(W),te,B))}}}if(Se.show&&It)if(o!=
null){let[A,L]=Le.scales,[N,F]=Le.match,[W,X]=o.cursor.sync.scales,ue=o.cursor.drag;if(Be=ue._x,Ve=ue._y,Be||Ve){let{left:ae,top:le,width:Q,height:K}=o.select,Te=o.
scales[W].ori,$e=o.posToVal,We,de,Ae,nt,Ye,ht=A!=null&&N(A,W),kt=L!=null&&F(L,X);ht&&Be?(Te==0?(We=ae,de=Q):(We=le,de=K),Ae=T[A],nt=q($e(We,W),Ae,w,0),Ye=q($e(We+
de,W),Ae,w,0),ol(vt(nt,Ye),Oe(Ye-nt))):ol(0,w),kt&&Ve?(Te==1?(We=ae,de=Q):(We=le,de=K),Ae=T[L],nt=j($e(We,X),Ae,S,0),Ye=j($e(We+de,X),Ae,S,0),il(vt(nt,Ye),Oe(Ye-
nt))):il(0,S)}else Ss()}else{let A=Oe(Ao-Eo),L=Oe(Po-$o);if(E.ori==1){let X=A;A=L,L=X}Be=Ie.x&&A>=Ie.dist,Ve=Ie.y&&L>=Ie.dist;let N=Ie.uni;N!=null?Be&&Ve&&(Be=A>=
N,Ve=L>=N,!Be&&!Ve&&(L>A?Ve=!0:Be=!0)):Ie.x&&Ie.y&&(Be||Ve)&&(Be=Ve=!0);let F,W;Be&&(E.ori==0?(F=Dn,W=xe):(F=Rn,W=_e),ol(vt(F,W),Oe(W-F)),Ve||il(0,S)),Ve&&(E.ori==
1?(F=Dn,W=xe):(F=Rn,W=_e),il(vt(F,W),Oe(W-F)),Be||ol(0,w)),!Be&&!Ve&&(ol(0,0),il(0,0))}if(Ie._x=Be,Ie._y=Ve,o==null){if(u){if(Ho!=null){let[A,L]=Le.scales;Le.values[0]=
A!=null?At(E.ori==0?xe:_e,A):null,Le.values[1]=L!=null?At(E.ori==1?xe:_e,L):null}al(Ns,l,xe,_e,te,B,h)}if(vn){let A=u&&Le.setSeries,L=Et.prox;rn==null?Ft<=L&&$t(
jt,Nn,!0,A):Ft>L?$t(null,Nn,!0,A):jt!=rn&&$t(jt,Nn,!0,A)}}ut&&(Y.idx=h,ys()),r!==!1&&qe("setCursor")}let Yt=null;Object.defineProperty(l,"rect",{get(){return Yt==
null&&rl(!1),Yt}});function rl(o=!1){o?Yt=null:(Yt=v.getBoundingClientRect(),qe("syncRect",Yt))}function Do(o,r,u,h,g,w,S){R._lock||It&&o!=null&&o.movementX==0&&
o.movementY==0||(ks(o,r,u,h,g,w,S,!1,o!=null),o!=null?an(null,!0,!0):an(r,!0,!1))}function ks(o,r,u,h,g,w,S,A,L){if(Yt==null&&rl(!1),sn(o),o!=null)u=o.clientX-Yt.
left,h=o.clientY-Yt.top;else{if(u<0||h<0){xe=-10,_e=-10;return}let[N,F]=Le.scales,W=r.cursor.sync,[X,ue]=W.values,[ae,le]=W.scales,[Q,K]=Le.match,Te=r.axes[0].side%
2==1,$e=E.ori==0?te:B,We=E.ori==1?te:B,de=Te?w:g,Ae=Te?g:w,nt=Te?h:u,Ye=Te?u:h;if(ae!=null?u=Q(N,ae)?c(X,T[N],$e,0):-10:u=$e*(nt/de),le!=null?h=K(F,le)?c(ue,T[F],
We,0):-10:h=We*(Ye/Ae),E.ori==1){let ht=u;u=h,h=ht}}L&&(r==null||r.cursor.event.type==Ns)&&((u<=1||u>=te-1)&&(u=pn(u,te)),(h<=1||h>=B-1)&&(h=pn(h,B))),A?(Eo=u,$o=
h,[Dn,Rn]=R.move(l,u,h)):(xe=u,_e=h)}let xs={width:0,height:0,left:0,top:0};function Ss(){El(xs,!1)}let Ro,Oo,No,Fo;function Bo(o,r,u,h,g,w,S){It=!0,Be=Ve=Ie._x=
Ie._y=!1,ks(o,r,u,h,g,w,S,!0,!1),o!=null&&(je(Fs,zs,Vo,!1),al(Pi,l,Dn,Rn,te,B,null));let{left:A,top:L,width:N,height:F}=Se;Ro=A,Oo=L,No=N,Fo=F}function Vo(o,r,u,h,g,w,S){
It=Ie._x=Ie._y=!1,ks(o,r,u,h,g,w,S,!1,!0);let{left:A,top:L,width:N,height:F}=Se,W=N>0||F>0,X=Ro!=A||Oo!=L||No!=N||Fo!=F;if(W&&X&&El(Se),Ie.setScale&&W&&X){let ue=A,
ae=N,le=L,Q=F;if(E.ori==1&&(ue=L,ae=F,le=A,Q=N),Be&&Ut(D,At(ue,D),At(ue+ae,D)),Ve)for(let K in T){let Te=T[K];K!=D&&Te.from==null&&Te.min!=ge&&Ut(K,At(le+Q,K),At(
le,K))}Ss()}else R.lock&&(R._lock=!R._lock,an(r,!0,o!=null));o!=null&&(xn(Fs,zs),al(Fs,l,xe,_e,te,B,null))}function Pa(o,r,u,h,g,w,S){if(R._lock)return;sn(o);let A=It;
if(It){let L=!0,N=!0,F=10,W,X;E.ori==0?(W=Be,X=Ve):(W=Ve,X=Be),W&&X&&(L=xe<=F||xe>=te-F,N=_e<=F||_e>=B-F),W&&L&&(xe=xe<Dn?0:te),X&&N&&(_e=_e<Rn?0:B),an(null,!0,
!0),It=!1}xe=-10,_e=-10,z.fill(null),an(null,!0,!0),A&&(It=A)}function qo(o,r,u,h,g,w,S){R._lock||(sn(o),ss(),Ss(),o!=null&&al(Di,l,xe,_e,te,B,null))}function Wo(){
$.forEach(uf),ls(l.width,l.height,!0)}gn(Gl,jn,Wo);let Fn={};Fn.mousedown=Bo,Fn.mousemove=Do,Fn.mouseup=Vo,Fn.dblclick=qo,Fn.setSeries=(o,r,u,h)=>{let g=Le.match[2];
u=g(l,r,u),u!=-1&&$t(u,h,!0,!1)},ke&&(je(Pi,v,Bo),je(Ns,v,Do),je(Li,v,o=>{sn(o),rl(!1)}),je(Ci,v,Pa),je(Di,v,qo),Js.add(l),l.syncRect=rl);let $l=l.hooks=e.hooks||
{};function qe(o,r,u){ms?sl.push([o,r,u]):o in $l&&$l[o].forEach(h=>{h.call(null,l,r,u)})}(e.plugins||[]).forEach(o=>{for(let r in o.hooks)$l[r]=($l[r]||[]).concat(
o.hooks[r])});let zo=(o,r,u)=>u,Le=Ce({key:null,setSeries:!1,filters:{pub:Gi,sub:Gi},scales:[D,x[1]?x[1].scale:null],match:[Ii,Ii,zo],values:[null,null]},R.sync);
Le.match.length==2&&Le.match.push(zo),R.sync=Le;let Ho=Le.key,Ts=Wr(Ho);function al(o,r,u,h,g,w,S){Le.filters.pub(o,r,u,h,g,w,S)&&Ts.pub(o,r,u,h,g,w,S)}Ts.sub(l);
function La(o,r,u,h,g,w,S){Le.filters.sub(o,r,u,h,g,w,S)&&Fn[o](null,r,u,h,g,w,S)}l.pub=La;function Ca(){Ts.unsub(l),Js.delete(l),Xt.clear(),Is(Gl,jn,Wo),f.remove(),
ie?.remove(),qe("destroy")}l.destroy=Ca;function vs(){qe("init",e,t),yo(t||e.data,!1),G[D]?gs(D,G[D]):ss(),xl=Se.show&&(Se.width>0||Se.height>0),ln=ut=!0,ls(e.width,
e.height)}return x.forEach(bo),$.forEach(ua),n?n instanceof HTMLElement?(n.appendChild(f),vs()):n(l,vs):vs(),l}ze.assign=Ce;ze.fmtNum=lo;ze.rangeNum=Il;ze.rangeLog=
Yl;ze.rangeAsinh=to;ze.orient=wn;ze.pxRatio=fe;ze.join=eu;ze.fmtDate=oo,ze.tzDate=fu;ze.sync=Wr;{ze.addGap=ju,ze.clipGaps=Zl;let e=ze.paths={points:jr};e.linear=
Kr,e.stepped=Ju,e.bars=Zu,e.spline=Xu}var Xr=[{title:"Throughput",unit:"tokens/s",format:fn,series:[["out_rate","output"],["in_rate","prompts"]]},{title:"KV usage",unit:"of the pool",format:Vt,range:[
0,1],series:[["kv_usage","KV usage"]]},{title:"Requests",unit:"",format:oe,whole:!0,series:[["running","running"],["waiting","waiting"]]},{title:"Latency",unit:"\
median",format:Me,series:[["ttft","TTFT"],["tpot","TPOT"]]}],ff=[void 0,[4,3]];function hf(e,{series:t}){let n=e?.at??[];return[n,...t.map(([l])=>n.map((s,i)=>ho(
e[l]?.[i])))]}function pf(e,{series:t,format:n}){return t.map(([l,s])=>`${s} ${n(ho(e?.[l]?.at(-1)),"no traffic")}`).join(", ")}function ea({model:e,scope:t,theme:n}){
let l=ze.sync(`nbs-${Math.random()}`),s=Xr.map(p=>({chart:p,words:y("span.nbs-note"),place:y("div.nbs-plot",{role:"img"}),plot:null})),i=y("div.nbs-charts",{},s.
map(({chart:p,words:f,place:m})=>y("figure",{},y("figcaption",{},y("b",{},p.title),f),m))),a=t.frame(()=>{let p=e.get("time");for(let f of s){let{clientWidth:m}=f.
place;if(!m)continue;let d=hf(p,f.chart);f.plot?f.plot.setData(d):f.plot=new ze(df(f.chart,m,n,l.key),d,f.place),f.plot.width!==m&&f.plot.setSize({width:m,height:ta})}}),
c=zn(t,()=>{let p=e.get("time")??{},f=Xr.flatMap(({series:m,format:d})=>m.map(([b,k])=>({name:b,label:k,format:d})));return{caption:"One row a second, newest fi\
rst",head:["Time",...f.map(({label:m})=>m)],body:(p.at??[]).map((m,d)=>[Jt(m),...f.map(({name:b,format:k})=>k(ho(p[b]?.[d]),"–"))]).reverse().slice(0,60)}});return t.
bind("time",p=>{for(let{chart:f,words:m,place:d}of s){let b=pf(p,f);ee(m,`${b}${f.unit?` ${f.unit}`:""}`),d.setAttribute("aria-label",`${f.title} over the last \
five minutes. Now: ${b} ${f.unit}`)}c.refresh(),a()}),n.watch(()=>{for(let p of s)p.plot?.destroy(),p.plot=null;a()}),t.observe(new ResizeObserver(a),i),t.defer(
()=>{for(let{plot:p}of s)p?.destroy()}),Ct("time","Time","One point a second over the last five minutes. Gaps are seconds without traffic. Where requests wait, \
watch KV usage: a full pool is what they wait for.",i,c.element)}var ta=132;function df({series:e,format:t,range:n,whole:l},s,i,a){let c={stroke:i.ink(.65),font:"\
10px system-ui, sans-serif",grid:{stroke:i.ink(.1),width:1},ticks:{show:!1}},p=f=>f===null?"":t(f);return{width:s,height:ta,legend:{live:!0},cursor:{sync:{key:a},
y:!1,points:{size:5}},scales:{y:{range:n??((f,m,d)=>[0,(d||1)*1.08])}},axes:[{...c,size:22,space:60,values:(f,m)=>m.map(d=>Jt(d))},{...c,size:52,space:28,incrs:l?
[1,2,5,10,20,50,100,200,500,1e3]:void 0,values:(f,m)=>m.map(p)}],series:[{label:"at",value:(f,m)=>Jt(m)},...e.map(([,f],m)=>({label:f,stroke:i.named(`--nbs-line\
-${m+1}`),width:1.5,dash:ff[m],points:{show:!1},value:(d,b)=>t(b,"no traffic")}))]}}function ho(e){return Number.isFinite(e)?e:null}var po="_view",mf=Object.freeze({selected:null,sort:"submitted",descending:!0}),ts=class{#e;#n;constructor(t,n){this.#e=t,this.#n=n}get(){return{...mf,...this.#e.
get(po)}}set(t){this.#e.set(po,{...this.get(),...t})}toggle(t){this.set({selected:this.get().selected===t?null:t})}bind(t){this.#n.on(`change:${po}`,()=>t(this.
get())),t(this.get())}};var na={now:bi,blocks:fi,batch:ei,time:ea,requests:Mi};function gf({model:e,el:t}){let n=new Ll(e),l=y("div.nbs",{role:"region","aria-label":`Engine ${e.get("no\
w")?.engine??""}`.trim()});t.append(l);let s={model:e,scope:n,root:l,kernel:new Pl(e,n),theme:new Cl(l,n),view:new ts(e,n),slots:new Dl};s.slots.learn(e.get("po\
ol")?.owners??[]),n.on("change:pool",()=>s.slots.learn(e.get("pool")?.owners??[])),l.append(di(s),Uo(s),wi(s));for(let i of e.get("panels")??[])i in na&&l.append(
na[i](s));return n.frame(()=>s.theme.refresh())(),()=>{n.close(),l.remove()}}var sp={render:gf};export{sp as default};
/*! uplot

The MIT License (MIT)

Copyright (c) 2022 Leon Sorokin

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in
all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
THE SOFTWARE.
*/
