// Built from nbserve/notebook/js/src/dashboard; edit that, then run "npm run build" there.
var Oa="http://www.w3.org/2000/svg";function k(e,t={},...n){return Uo(l=>document.createElement(l),e,t,n)}function ye(e,t={},...n){return Uo(l=>document.createElementNS(
Oa,l),e,t,n)}function Uo(e,t,n,l){let[s,...i]=t.split("."),a=e(s);i.length&&a.setAttribute("class",i.join(" "));for(let[c,f]of Object.entries(n))if(c.startsWith(
"on"))a.addEventListener(c.slice(2),f);else if(c==="dataset")Object.assign(a.dataset,f);else if(c==="style")for(let[p,d]of Object.entries(f))a.style.setProperty(
p,d);else Ct(a,c,f);return a.append(...l.flat(1/0).filter(c=>c!=null&&c!==!1)),a}function Ct(e,t,n){n==null||n===!1?e.removeAttribute(t):e.getAttribute(t)!==String(
n)&&e.setAttribute(t,n===!0?"":String(n))}function X(e,t){e.textContent!==t&&(e.textContent=t)}function Pl(e="",t={}){return k("span.nbs-unseen",t,e)}var Bn="The kernel is busy with a cell; this takes effect when it ends.",Ll=class{#e;#n;#t=new Map;#l=Math.floor(Math.random()*1073741823);constructor(t,n){this.#e=
t,this.#n=n,n.on("msg:custom",l=>this.#s(l)),n.defer(()=>{for(let{timer:l}of this.#t.values())clearTimeout(l);this.#t.clear()})}ask(t,n=()=>{}){let l=this.#l++;
return new Promise(s=>{if(this.#n.closed)return;let i={resolve:s,busy:n,late:!1};i.timer=setTimeout(()=>{i.late=!0,n(!0)},400),this.#t.set(l,i),this.#e.send({...t,
id:l})})}#s(t){let n=this.#t.get(t?.answer);n&&(this.#t.delete(t.answer),clearTimeout(n.timer),n.late&&n.busy(!1),n.resolve(t))}};var Cl=class{#e;#n=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let n=()=>this.#n.delete(n)&&t();return this.#n.add(n),n}on(t,n){return this.#e.on(t,
n),this.defer(()=>this.#e.off(t,n))}bind(t,n){this.on(`change:${t}`,()=>n(this.#e.get(t))),n(this.#e.get(t))}listen(t,n,l){return t.addEventListener(n,l),this.defer(
()=>t.removeEventListener(n,l))}observe(t,n,l){return t.observe(n,l),this.defer(()=>t.disconnect())}frame(t){let n=0;return this.defer(()=>cancelAnimationFrame(
n)),()=>{n||this.closed||(n=requestAnimationFrame(()=>{n=0,t()}))}}debounce(t,n){let l=0,s=()=>clearTimeout(l),i=(...a)=>{s(),this.closed||(l=setTimeout(()=>n(...a),
t))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let t of[...this.#n].reverse())t()}};function Na(e){let t=(e.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:e.startsWith("color\
(")?t.map(n=>Math.round(n*255)):t}function Fa([e,t,n]){return .2126*e+.7152*t+.0722*n>140}var Dl=class{#e;#n;#t=new Set;#l=null;constructor(t,n){this.#e=t,this.#n=
n;let l=()=>this.refresh(),s=n.debounce(400,l),i=()=>{l(),s()},a=new MutationObserver(i);for(let c of[document.documentElement,document.body])n.observe(a,c,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});n.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),this.refresh()}watch(t){
return this.#t.add(t),this.#n.defer(()=>this.#t.delete(t))}refresh(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#l){this.#l=t,this.rgb=Na(
t),this.dark=Fa(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let n of this.#t)n()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t})`}named(t){return getComputedStyle(
this.#e).getPropertyValue(t).trim()||this.ink()}};function mt(e,t,n=1){let l=(250+e*137.508)%360,s=Math.floor(e/8)%2?-.09:0;return`oklch(${((t?.74:.62)+s).toFixed(2)} 0.13 ${l.toFixed(1)} / ${n})`}var Rl=class{#e=new Map;learn(t){
for(let{request:n,answer:l,slot:s}of t){let i=`${n}.${l}`;this.#e.delete(i),this.#e.set(i,s)}for(let n of this.#e.keys()){if(this.#e.size<=4096)break;this.#e.delete(
n)}}slot(t,n=0){return this.#e.get(`${t}.${n}`)??t+n}};var Ba={closed:"This engine is closed. What you see is its last state.",failed:"This engine has failed and serves no more requests. What you see is its last sta\
te."},Va="This is the last state; run the cell again.";function jo({model:e,scope:t,root:n}){let l=k("p.nbs-banner",{role:"status",hidden:!0}),s=()=>{let i=n.closest(
".jupyter-widgets-disconnected")!==null,{state:a,error:c}=e.get("now")??{},f=i?Va:c??Ba[a];n.classList.toggle("nbs-gone",i),l.hidden=!f,X(l,f??"")};return t.bind(
"now",s),t.observe(new MutationObserver(s),n.parentElement,{attributes:!0,attributeFilter:["class"]}),t.on("comm_live_update",s),t.frame(s)(),l}function qa(e){return e instanceof Uint8Array?e:ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):e instanceof ArrayBuffer?new Uint8Array(
e):new Uint8Array(0)}function Wa(e,t){let n=qa(t),l=Math.floor(n.byteLength/e.BYTES_PER_ELEMENT);return n.byteOffset%e.BYTES_PER_ELEMENT===0?new e(n.buffer,n.byteOffset,
l):new e(n.slice(0,l*e.BYTES_PER_ELEMENT).buffer)}function Es(e){let{total:t=0,block_size:n=1,cells:l,owners:s=[]}=e??{};return{total:t,blockSize:n,cells:Ms(Uint32Array,
l,t),owners:s}}function Vn(e,t){let n=e&65535,l=e>>>16&255,s=e>>>24&63,i=(e&1073741824)!==0;return{slot:n?n-1:null,tokens:t<=255?l:Math.round(l/255*t),share:Math.
min(1,l/Math.min(255,Math.max(1,t))),refs:s,published:i,state:s?"used":i?"cached":"free"}}function $s(e){let{first:t=0,columns:n=0,rows:l=0,cells:s,counts:i,table:a=[],
mode:c=null,more:f=0}=e??{},p=l*n;return{first:t,columns:n,rows:l,table:a,mode:c,more:f,cells:Ms(Uint32Array,s,p),counts:Ms(Uint16Array,i,p)}}var za=["out","pre\
fill","decode","recompute","waiting","speculated"];function Jt(e){let t=e&1048575,n=za[e>>>20&15];return{index:t?t-1:null,kind:t?n??"decode":"idle",finished:(e&
16777216)!==0,preempted:(e&33554432)!==0}}function Ms(e,t,n){let l=Wa(e,t);if(l.length>=n)return l.subarray(0,n);let s=new e(n);return s.set(l),s}var Dt="no traffic",qn=e=>e!=null&&Number.isFinite(e);function re(e){return qn(e)?Math.round(e).toLocaleString("en-US"):"–"}function Pe(e,t){return`${re(e)} ${t}${e===
1?"":"s"}`}function fn(e,t=Dt){if(!qn(e))return t;if(e===0)return"0";let n=e>=99.95?0:e>=9.995?1:2;return e.toLocaleString("en-US",{minimumFractionDigits:n,maximumFractionDigits:n})}
function qt(e,t=Dt){if(!qn(e))return t;let n=e*100;return n>0&&n<1?"< 1 %":n>99&&n<100?`${(Math.floor(n*10)/10).toFixed(1)} %`:`${Math.round(n)} %`}function Me(e,t=Dt){
if(!qn(e))return t;let n=e*1e3;if(n<999.5)return`${n===0?"0":n<9.95?Ha(n,n<1?2:1):Math.round(n)} ms`;if(e<99.95)return`${e<9.995?e.toFixed(2):e.toFixed(1)} s`;let l=Math.
round(e),s=Math.floor(l/60);return`${re(s)} min ${String(l%60).padStart(2,"0")} s`}function Ol(e){return e===0?"0":Me(e).replace(/\.(\d*?)0+ /,(t,n)=>n?`.${n} `:
" ")}function Zt(e){return qn(e)?new Date(e*1e3).toLocaleTimeString("en-GB"):"–"}function hn(e,t=0,n=1){return n>1||t>0?`r${e}.${t}`:`r${e}`}function Yo(e){return qn(
e)?e>=.98?"full":e>=.9?"nearly full":null:null}function Ko(e){return e.replaceAll(`
`,"⏎").replaceAll("	","⇥").replaceAll("\r","␍")}function Ha(e,t){return String(Number(e.toFixed(t)))}function Ga(e,t,{total:n,columns:l,page:s=10}){let i=Math.floor(e/l)*l,a={ArrowLeft:e-1,ArrowRight:e+1,ArrowUp:e-l,ArrowDown:e+l,Home:i,End:Math.min(i+l,n)-1,PageUp:Math.
max(e-s*l,e%l),PageDown:e+s*l};if(!(t in a))return null;let c=a[t];return t==="PageDown"&&c>=n?Math.max(e,Ia(e%l,n,l)):c<0||c>=n?e:c}function Ia(e,t,n){let l=Math.
floor((t-1)/n)*n+e;return l<t?l:l-n}var Wn=class{constructor(t,n,{onMove:l,onSelect:s=()=>{},onEscape:i=()=>{}}){this.index=null,this.byKeyboard=!1,this.ring=k(
"div.nbs-ring",{hidden:!0,"aria-hidden":"true"}),this.#e=n,this.#n=l,t.append(this.ring);let a=c=>{let f=t.getBoundingClientRect();return n.at(c.clientX-f.left,
c.clientY-f.top)};t.addEventListener("pointermove",c=>this.move(a(c))),t.addEventListener("pointerleave",()=>{this.byKeyboard||this.move(null)}),t.addEventListener(
"click",c=>{let f=a(c);f!==null&&s(f)}),t.addEventListener("focus",()=>{this.index===null&&t.matches(":focus-visible")&&n.shape().total&&this.move(this.#t,!0)}),
t.addEventListener("blur",()=>this.move(null)),t.addEventListener("keydown",c=>{if(c.ctrlKey||c.metaKey||c.altKey||!n.shape().total)return;let f=Ga(this.index??
this.#t,c.key,n.shape());if(f!==null)this.move(f,!0);else if((c.key==="Enter"||c.key===" ")&&this.index!==null)s(this.index);else if(c.key==="Escape"&&this.index!==
null)this.move(null),i();else return;c.preventDefault(),c.stopPropagation()})}#e;#n;#t=0;move(t,n=!1){t===this.index&&n===this.byKeyboard||(this.index=t,this.byKeyboard=
n,t!==null&&(this.#t=t),this.place(),this.#n(t,n))}place(){let{total:t}=this.#e.shape();if(this.#t=Math.min(this.#t,Math.max(0,t-1)),this.index!==null&&this.index>=
t){this.move(null);return}if(this.ring.hidden=this.index===null,this.index===null)return;let{x:n,y:l,width:s,height:i}=this.#e.rect(this.index);Object.assign(this.
ring.style,{transform:`translate(${n-2}px, ${l-2}px)`,width:`${s+4}px`,height:`${i+4}px`})}};function cl(e,t,n){let l=window.devicePixelRatio||1,[s,i]=[Math.round(t*l),Math.round(n*l)],a=e.width!==s||e.height!==i;a&&(e.width=s,e.height=i,e.style.width=`${t}\
px`,e.style.height=`${n}px`);let c=e.getContext("2d");return c?(c.setTransform(l,0,0,l,0,0),{context:c,changed:a}):null}function As(e,t,n){let l=document.createElement(
"canvas"),s=cl(l,t,t);n(s.context);let i=e.createPattern(l,"repeat");return i.setTransform(new DOMMatrix().scale(t/l.width)),i}function Nl(e,t,n,l,s,i,a=4){e.save(),
e.beginPath(),e.rect(t,n,l,s),e.clip(),e.strokeStyle=i,e.lineWidth=1,e.beginPath();for(let c=-s+a/2;c<l;c+=a)e.moveTo(t+c,n+s),e.lineTo(t+c+s,n);e.stroke(),e.restore()}function Ps({rows:e,columns:t},n){let s=Math.max(4,Math.min(18,(n-28)/Math.max(1,t))),i=e<=12?18:e<=24?13:e<=40?10:8;return{rows:e,columns:t,gutter:28,pitchX:s,
pitchY:i,width:28+t*s,height:e*i,total:e*t}}function Jo({rows:e,columns:t,gutter:n,pitchX:l,pitchY:s},i,a){let[c,f]=[Math.floor((i-n)/l),Math.floor(a/s)];return c<
0||c>=t||f<0||f>=e?null:f*t+c}function Zo({columns:e,gutter:t,pitchX:n,pitchY:l},s){return{x:t+s%e*n,y:Math.floor(s/e)*l,width:n,height:l-2}}var Ua={prefill:"pr\
efill",decode:"decode",recompute:"recomputed after a preemption",waiting:"in the batch, not computed in this step",speculated:"decode, speculated",out:"out of t\
he batch"};function Qo(e,t,n=()=>1){let{columns:l,first:s,table:i}=e,a=`Step ${s+t%l}, slot ${Math.floor(t/l)}`,c=Jt(e.cells[t]);if(c.index===null)return`${a}: \
idle slot.`;let[f,p]=i[c.index]??["?",0],d=e.counts[t],m=[hn(f,p,n(f)),Ua[c.kind]];return(d>1||d&&c.kind!=="decode")&&m.push(Pe(d,"token")),c.preempted&&m.push(
"preempted before this step"),c.finished&&m.push("finished in this step"),`${a}: ${m.join(", ")}.`}function Xo({cells:e}){if(!e.length)return null;let t=0;for(let n of e)
n&1048575||t++;return t/e.length}var ja="10px system-ui, sans-serif";function ei(e,t,n,{theme:l,slots:s,chosen:i}){let a=cl(e,n.width,n.height);if(!a)return;let{
context:c}=a,{columns:f,pitchX:p,pitchY:d,gutter:m}=n,b=p>=7?1:.5,y=d-2;c.clearRect(0,0,n.width,n.height),c.font=ja,c.textBaseline="middle";let _=new Map,P=v=>(_.
has(v)||_.set(v,[mt(v,l.dark),mt(v,l.dark,.3)]),_.get(v));for(let v=0;v<n.rows;v++){let M=v*d;c.fillStyle=l.ink(.55),c.textAlign="right",(d>=13||v%5===0)&&c.fillText(
String(v),m-6,M+y/2+.5),c.textAlign="left";for(let x=0;x<f;x++){let $=m+x*p,S=p-b,D=Jt(t.cells[v*f+x]);if(D.index===null){c.globalAlpha=1,ti(c,$,M,S,y,l.ink(.3));
continue}let[C,j]=t.table[D.index]??[D.index,0],[H,q]=P(s.slot(C,j));c.globalAlpha=i===null||i===C?1:.25,Ya[D.kind](c,$,M,S,y,H,q,l),D.finished&&(c.fillStyle=l.
ink(),c.fillRect($+S-2,M,2,y)),D.preempted&&Ka(c,$,M,Math.min(S,y)*.8,l.ink())}if(d>=13)for(let{index:x,x:$,text:S,width:D}of Za(c,t,n,v)){let[C,j]=t.table[x];c.
globalAlpha=i===null||i===C?1:.25,c.fillStyle=P(s.slot(C,j))[0],c.fillRect($,M,D,y),c.globalAlpha=1,c.fillStyle=l.dark?"#000":"#fff",c.fillText(S,$+3,M+y/2+.5)}
c.globalAlpha=1}}var Ya={prefill(e,t,n,l,s,i,a){e.fillStyle=a,e.fillRect(t,n,l,s),Nl(e,t,n,l,s,i,4)},decode(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n,l,s)},recompute(e,t,n,l,s,i,a,c){
e.fillStyle=a,e.fillRect(t,n,l,s),e.strokeStyle=c.ink(.8),e.lineWidth=1,e.beginPath(),e.moveTo(t+1,n+2),e.lineTo(t+l-1,n+s-2),e.moveTo(t+l-1,n+2),e.lineTo(t+1,n+
s-2),e.stroke()},waiting(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n+s/2-1,l,2)},speculated(e,t,n,l,s,i,a){e.fillStyle=a,e.fillRect(t,n,l,s),e.fillStyle=i,e.fillRect(
t,n+s*.6,l,s*.4)},out(e,t,n,l,s,i){ti(e,t,n,l,s,i)}};function ti(e,t,n,l,s,i){e.strokeStyle=i,e.lineWidth=1,e.strokeRect(Math.round(t)+.5,n+.5,Math.max(1,Math.round(
l)-1),s-1)}function Ka(e,t,n,l,s){e.fillStyle=s,e.beginPath(),e.moveTo(t,n),e.lineTo(t+l,n),e.lineTo(t,n+l),e.fill()}function Ja(e,t){let n=[];for(let l=0;l<e.columns;l++){
let{index:s}=Jt(e.cells[t*e.columns+l]),i=n.at(-1);i&&i.index===s&&i.to===l?i.to++:s!==null&&n.push({index:s,from:l,to:l+1})}return n}function Za(e,t,{columns:n,
gutter:l,pitchX:s},i){let a=[];for(let{index:c,from:f,to:p}of Ja(t,i)){if(!t.table[c])continue;let d=P=>Jt(t.cells[i*n+P]).kind,m=f;for(;m<p&&d(m)!=="decode";)m++;
let b=m;for(;b<p&&d(b)==="decode";)b++;let y=hn(...t.table[c]),_=Math.ceil((e.measureText(y).width+6)/s)*s;(b-m)*s>_&&a.push({index:c,text:y,width:_-1,x:l+m*s})}
return a}function Rt(e,t,n,...l){return k(`section.nbs-panel.nbs-${e}`,{"aria-label":t},k("header.nbs-head",{},k("h3",{},t),k("details.nbs-what",{},k("summary",{"aria-la\
bel":`${t}: what am I looking at?`},"What is this?"),k("p",{},n))),...l)}function zn(e,t){let n=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Tab\
le"}),l=k("details.nbs-table",{},k("summary",{},"Show as table"),n),s=0,i=()=>{s=performance.now()+1e3;let{caption:c,head:f,body:p}=t();n.replaceChildren(k("tab\
le",{},k("caption",{},c),k("thead",{},k("tr",{},f.map(d=>k("th",{scope:"col"},d)))),k("tbody",{},p.map(d=>k("tr",{},d.map(m=>k("td",{},m)))))))},a=e.debounce(1e3,
()=>l.open&&i());return l.addEventListener("toggle",()=>l.open?i():n.replaceChildren()),{element:l,refresh(){l.open&&(performance.now()>=s?i():a())}}}function ni({scope:e,theme:t,view:n,slots:l}){let s=$s(null),i=Ps(s,0),a=0,c=k("canvas",{"aria-hidden":"true"}),f=k("div.nbs-surface",{tabindex:"0",role:"applic\
ation","aria-roledescription":"batch grid","aria-label":"Batch slots by step. Arrow keys move, Enter chooses the request."},c),p=k("div.nbs-window",{},f),d=k("s\
pan.nbs-note"),m=k("div.nbs-info.nbs-none"),b=Pl("",{"aria-live":"polite"}),y=e.debounce(300,$=>X(b,$)),_=e.frame(()=>{let{selected:$}=n.get(),S=s.table.some(([
D])=>D===$)?$:null;a&&ei(c,s,i,{theme:t,slots:l,chosen:S})}),P=()=>{let{index:$}=v;return m.classList.toggle("nbs-none",$===null),X(m,$===null?"Point at a cell,\
 or move through the grid with the arrow keys.":Qo(s,$)),m.textContent},v=new Wn(f,{shape:()=>({total:i.total,columns:i.columns}),at:($,S)=>Jo(i,$,S),rect:$=>Zo(
i,$)},{onMove:($,S)=>{let D=P();$!==null&&S&&y(D)},onSelect:$=>{let{index:S}=Jt(s.cells[$]);S===null?n.set({selected:null}):n.toggle(s.table[S]?.[0]??null)},onEscape:()=>n.
set({selected:null})}),M=zn(e,()=>({caption:"The last steps, newest first",head:["Step","Computed","Idle slots"],body:[...Qa(s)].reverse().slice(0,32)})),x=()=>{
i=Ps(s,a),f.style.width=`${i.width}px`,f.style.height=`${i.height}px`,v.place(),_()};return e.bind("batch",$=>{s=$s($);let S=Xo(s),D=s.columns?[`steps ${re(s.first)}\
–${re(s.first+s.columns-1)}`,`${qt(S)} of the slots idle`,s.mode&&`${s.mode} batching`,s.more&&`${Pe(s.more,"more slot")} not shown`]:["no step yet"];X(d,D.filter(
Boolean).join(" · ")),x(),P(),M.refresh()}),n.bind(_),t.watch(_),e.on("change:pool",_),e.observe(new ResizeObserver(([{contentRect:$}])=>{$.width!==a&&(a=$.width,
x())}),p),Rt("batch","Batch","Each row is a place in the batch, each column one step, the newest at the right. With continuous batching a place is taken again a\
s soon as its request has finished; with static batching it stays idle until the whole batch has.",d,p,Xa(),m,b,M.element)}function*Qa(e){for(let t=0;t<e.columns;t++){
let n=[],l=0;for(let s=0;s<e.rows;s++){let i=s*e.columns+t,{index:a,kind:c,finished:f}=Jt(e.cells[i]);a===null?l++:n.push(`${hn(...e.table[a]??[])} ${c} ${e.counts[i]}${f?
" (finished)":""}`)}yield[re(e.first+t),n.join(", "),re(l)]}}function Xa(){let e=(t,n)=>k("span.nbs-key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);
return k("div.nbs-keys",{},e("prefill","prefill"),e("filled","decode"),e("recompute","recomputed"),e("pending","in the batch, not computed"),e("end","finished"),
e("taken","preempted"),e("free","idle slot"))}var li=[30,26,22,18,16,14,12,11,10,9,8,7,6,5],ec=240,tc=.22;function Ls(e,t){let n=l=>{let s=Math.max(1,Math.min(e||1,Math.floor(t/l))),i=Math.ceil(e/s);return{
total:e,pitch:l,gap:l>=12?2:1,columns:s,rows:i,height:i*l}};return li.map(n).find(({height:l})=>l<=ec)??n(li.at(-1))}function si({total:e,pitch:t,columns:n},l,s){
let[i,a]=[Math.floor(l/t),Math.floor(s/t)],c=a*n+i;return i<0||i>=n||a<0||c>=e?null:c}function Bl({pitch:e,gap:t,columns:n},l){let s=e-t;return{x:l%n*e,y:Math.floor(
l/n)*e,width:s,height:s}}var Fl=class{#e=new Uint32Array(0);#n="";#t=new Map;#l=null;#s=null;paint(t,{cells:n,blockSize:l},s,i,a,c=!1){let{pitch:f,columns:p,total:d}=s,
m=Math.floor(i.top/f)*p,b=Math.min(d,Math.ceil((i.top+i.height)/f)*p),y=[f,p,d,i.top,i.height,a.version,a.theme.ink(),devicePixelRatio].join(),_=c||y!==this.#n;
_&&this.#o(t,n,s,i,a),this.#n=y,t.save(),t.translate(0,-i.top);let P=0;for(let v=m;v<b;v++){if(!_&&this.#e[v]===n[v])continue;P++,this.#e[v]=n[v];let{x:M,y:x,width:$}=Bl(
s,v);_||t.clearRect(M,x,f,f);let S=a.chosen?.get(v);t.globalAlpha=a.chosen&&S===void 0?tc:1;let D=Vn(n[v],l);if(D.state==="used"){this.#i(t,D,M,x,$,a,S);continue}
t.fillStyle=D.state==="cached"?this.#s:this.#l;let C=1;if(_){let j=n[v],H=Math.min(b,v-v%p+p);for(;v+1<H&&n[v+1]===j;)this.#e[++v]=j,C++;P+=C-1}t.fillRect(M,x,C*
f,f)}return t.restore(),P}#o(t,n,{pitch:l,gap:s,columns:i},a,{theme:c}){let f=l-s;t.clearRect(0,0,i*l,a.height),this.#e=new Uint32Array(n.length),this.#t.clear();
let p=d=>{d.strokeStyle=c.ink(.34),d.lineWidth=1,d.strokeRect(.5,.5,f-1,f-1)};this.#l=As(t,l,p),this.#s=As(t,l,d=>{Nl(d,0,0,f,f,c.ink(f<8?.6:.5),f<8?3:4),p(d)})}#i(t,n,l,s,i,a,c){
let{full:f,tint:p}=this.#a(n.slot??0,a.theme),d=Math.max(n.tokens?1:0,Math.round(n.share*i));if(d<i&&(t.fillStyle=p,t.fillRect(l,s,i,i-d)),t.fillStyle=f,t.fillRect(
l,s+i-d,i,d),n.refs>1){let b=Math.max(2,Math.round(i*.36));t.fillStyle=a.theme.ink(),t.beginPath(),t.moveTo(l+i-b,s),t.lineTo(l+i,s),t.lineTo(l+i,s+b),t.fill()}
let m=c??(i>=24?a.labels.get(n.slot):"");m&&i>=14&&this.#r(t,m,l+i/2,s+i/2+1,i,a.theme.dark,n.share<.7)}#r(t,n,l,s,i,a,c){let[f,p]=a?["#fff","#000"]:["#000","#f\
ff"];t.font=`${i>=24?10:9}px system-ui, sans-serif`,t.textAlign="center",t.textBaseline="middle",c&&(t.lineWidth=2.5,t.lineJoin="round",t.strokeStyle=p,t.strokeText(
n,l,s,i-2)),t.fillStyle=c?f:p,t.fillText(n,l,s,i-2)}#a(t,{dark:n}){let l=this.#t.get(t);return l||(l={full:mt(t,n),tint:mt(t,n,.3)},this.#t.set(t,l)),l}};function oi(e){let t=new Map;for(let n of e)n.blocks.forEach((l,s)=>{let i=t.get(l);i?i.push({owner:n,logical:s}):t.set(l,[{owner:n,logical:s}])});return t}function Ot({
label:e,request:t,answer:n}){return e??hn(t,n)}function ii(e,t){let n=new Map;for(let l of e)l.request===t&&l.blocks.forEach((s,i)=>n.set(s,String(i)));return n.
size?n:null}function ri(e,t,n=()=>1){return e.blocks.map((l,s)=>({logical:s,block:l,filled:Math.max(0,Math.min(t,e.computed-s*t)),size:t,shared:n(l)>1}))}function ai(e,t,n,l){
let s=`Block ${e}`;if(t.state==="free")return`${s}: free.`;if(t.state==="cached")return`${s}: cached. Nobody uses it; its ${Pe(t.tokens,"token")} can be found a\
gain (prefix cache).`;let i=n.map(({owner:f,logical:p})=>`${Ot(f)} (logical block ${p})`),a=i.length>4?[...i.slice(0,3),`${i.length-3} more`]:i,c=t.published?";\
 in the prefix cache":"";return`${s}: ${t.tokens} of ${l} tokens, ${Pe(t.refs,"reference")}${t.refs>1?" (shared)":""}${c}${a.length?`. ${a.join(", ")}`:""}.`}function ci(e){
let[t,n,l]=[0,0,0];for(let s of e){let i=s>>>24&63;i?t++:s&1073741824&&l++,i>1&&n++}return{used:t,shared:n,cached:l,free:e.length-t-l}}var Hn=20,Wt={width:104,height:16},Vl=92,ul=64;function nc(e){let t=new Map([...e].sort((n,l)=>n.block-l.block).map(({block:n},l)=>[n,l]));return e.map((n,l)=>({
...n,left:l*Hn,right:t.get(n.block)*Hn}))}function lc(e){return e.length>ul?[...e.slice(0,ul/2),...e.slice(-ul/2)]:e}function fi(e,t,n,l){return e.map(s=>{let i=ri(
s,t,n),a=nc(lc(i)),c=mt(s.slot,l),f=2*Wt.width+Vl,p=ye("svg",{width:f,height:a.length*Hn,viewBox:`0 0 ${f} ${a.length*Hn}`,role:"img","aria-label":sc(s,a)},a.map(
d=>oc(d,c)),a.map(d=>ui(0,d.left,d,c,`${d.logical}`)),a.map(d=>ui(Wt.width+Vl,d.right,d,c,`#${d.block}${d.shared?" shared":""}`)));return k("figure.nbs-map",{},
k("figcaption",{},k("b",{},Ot(s)),` ${Pe(s.computed,"token")} in ${Pe(i.length,"block")}`),k("div.nbs-columns",{style:{width:`${f}px`},"aria-hidden":"true"},k("\
span",{},"logical"),k("span",{},"physical")),k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":`Block table of ${Ot(s)}`},p),i.length>ul?k("p.nbs-note",
{},`The first and the last ${ul/2} of ${Pe(i.length,"block")}.`):null)})}function sc(e,t){let n=t.map(({logical:l,block:s,filled:i,size:a})=>`${l} to ${s} (${i}\
/${a})`);return`Block table of ${Ot(e)}, logical to physical: ${n.join(", ")}`}function ui(e,t,{filled:n,size:l},s,i){let a=e===0;return ye("g",{transform:`tran\
slate(${e} ${t+2})`},ye("rect.nbs-slot",{width:Wt.width,height:Wt.height,rx:1}),ye("rect",{width:Wt.width*n/l,height:Wt.height,rx:1,fill:s,"fill-opacity":a?.28:
.5}),ye("text",{x:6,y:12},i),a?ye("text",{x:Wt.width-6,y:12,"text-anchor":"end"},`${n}/${l}`):null)}function oc({left:e,right:t},n){let[l,s]=[Wt.width+2,Wt.width+
Vl-2],[i,a]=[e+Hn/2,t+Hn/2],c=Vl*.45;return ye("path",{d:`M${l} ${i}C${l+c} ${i} ${s-c} ${a} ${s} ${a}`,fill:"none",stroke:n,"stroke-width":1.5})}var Cs=40,hi=420;function pi({scope:e,theme:t,view:n,kernel:l}){let s=Es(null),i=Ls(0,1),a=null,c={theme:t,labels:new Map,chosen:null,version:0},f=0,p=k("canvas",
{"aria-hidden":"true"}),d=k("div.nbs-surface",{tabindex:"0",role:"application","aria-roledescription":"block grid","aria-label":"Blocks of the KV cache. Arrow k\
eys move, Enter chooses the request."}),m=k("div.nbs-window",{},d);d.append(p);let b=k("div.nbs-info"),y=k("div.nbs-tokens"),_=Pl("",{"aria-live":"polite"}),P=k(
"div.nbs-legend",{role:"group","aria-label":"Running requests"}),v=k("span.nbs-note"),M=k("div.nbs-side",{hidden:!0}),x=new Fl,$=R=>(a??=oi(s.owners)).get(R)??[],
S=R=>s.cells[R]>>>24&63,D=e.frame(()=>{if(!f||!s.total)return;let R=Math.min(i.height,hi),N=cl(p,i.columns*i.pitch,R);if(!N)return;let O=Math.min(m.scrollTop,i.
height-R);p.style.transform=`translateY(${O}px)`,x.paint(N.context,s,i,{top:O,height:R},c,N.changed)}),C=()=>{i=Ls(s.total,f),d.style.width=`${i.columns*i.pitch}\
px`,d.style.height=`${i.height}px`,Y.place(),D()},j=R=>{c={...c,...R,version:c.version+1},D()},H=e.debounce(150,async R=>{let{block:N}=await l.ask({do:"block",number:R});
if(N?.number!==Y.index)return;let O=N.text.map(le=>k("span",{},Ko(le)));y.replaceChildren(...O),Y.byKeyboard&&q(`${b.textContent} Text: ${N.text.join("")}`)}),q=e.
debounce(350,R=>X(_,R)),I=0,E=(R,N)=>{y.replaceChildren(),H.cancel(),J(),R!==null&&(I=s.cells[R],N&&(q(b.textContent),W(R)),Vn(I,s.blockSize).tokens&&H(R))},J=()=>{
let R=Y.index,N=R===null?"Point at a block, or move through the grid with the arrow keys.":ai(R,Vn(s.cells[R],s.blockSize),$(R),s.blockSize);b.classList.toggle(
"nbs-none",R===null),X(b,N)},W=R=>{let{y:N,height:O}=Bl(i,R);N<m.scrollTop?m.scrollTop=N:N+O>m.scrollTop+m.clientHeight&&(m.scrollTop=N+O-m.clientHeight)},Y=new Wn(
d,{shape:()=>({total:s.total,columns:i.columns,page:Math.floor(hi/i.pitch)}),at:(R,N)=>si(i,R,N),rect:R=>Bl(i,R)},{onMove:E,onSelect:R=>{let N=$(R),{selected:O}=n.
get(),le=N.findIndex(({owner:he})=>he.request===O);n.set({selected:N.length?N[le+1]?.owner.request??(le<0?N[0].owner.request:null):null})},onEscape:()=>n.set({selected:null})}),
G=new Map,te=()=>{let{selected:R}=n.get(),N=s.owners.slice(0,Cs),O=N.map(le=>`${Ot(le)}:${le.slot}`);if(O.join()!==[...G.keys()].join()){G.clear();for(let[le,he]of N.
entries()){let pe=k("button.nbs-chip",{type:"button",title:he.prompt||null,onclick:()=>n.toggle(he.request)},k("i",{"aria-hidden":"true"}),Ot(he));G.set(O[le],{
button:pe,owner:he})}P.replaceChildren(...[...G.values()].map(({button:le})=>le)),s.owners.length>Cs&&P.append(k("span.nbs-note",{},`and ${s.owners.length-Cs} m\
ore`))}for(let{button:le,owner:he}of G.values())le.setAttribute("aria-pressed",String(he.request===R)),le.firstChild.style.background=mt(he.slot,t.dark)},U=null,
Ie=e.frame(()=>{let{selected:R}=n.get(),N=s.owners.filter(ne=>ne.request===R),O=JSON.stringify([R,t.dark,N.map(({slot:ne,computed:Le,blocks:Re})=>[ne,Le,Re,Re.map(
S)])]);if(O===U)return;if(U=O,M.hidden=R===null,R===null){M.replaceChildren();return}let le=[...M.querySelectorAll(".nbs-scroll")].map(ne=>ne.scrollTop),he=k("h\
eader",{},k("h4",{},"Block table"),k("button",{type:"button","aria-label":"Close the block table",onclick:()=>n.set({selected:null})},"Close")),pe=M.contains(document.
activeElement)&&document.activeElement.tagName==="BUTTON";M.replaceChildren(he,...N.length?fi(N,s.blockSize,S,t.dark):[k("p.nbs-note",{},`r${R} owns no blocks: \
it waits, or has ended.`)]),M.querySelectorAll(".nbs-scroll").forEach((ne,Le)=>ne.scrollTop=le[Le]??0),pe&&he.querySelector("button").focus()}),ge=zn(e,()=>({caption:"\
Running requests and their block tables",head:["Request","Tokens held","Blocks","Block table (logical order)"],body:s.owners.map(R=>[Ot(R),re(R.computed),re(R.blocks.
length),R.blocks.join(" ")])})),ie=()=>{let{selected:R}=n.get(),N=R===null?null:ii(s.owners,R),O=c.chosen?[...c.chosen].join():"";(N?[...N].join():"")!==O&&j({chosen:N}),
te(),Ie()};return e.bind("pool",R=>{let N=s.total;s=Es(R),a=null;let O=new Map(s.owners.map(Le=>[Le.slot,Ot(Le)]));[...O].some(([Le,Re])=>(c.labels.get(Le)??Re)!==
Re)&&c.version++,c.labels=O,N!==s.total&&C();let{used:le,shared:he,cached:pe,free:ne}=ci(s.cells);X(v,`${re(le)} in use (${re(he)} shared) · ${re(pe)} cached ·\
 ${re(ne)} free · ${s.blockSize} tokens a block`),J(),Y.index!==null&&s.cells[Y.index]!==I&&(I=s.cells[Y.index],Vn(I,s.blockSize).tokens?H(Y.index):y.replaceChildren()),
ie(),ge.refresh(),D()}),n.bind(ie),t.watch(()=>{j({}),te(),Ie()}),m.addEventListener("scroll",D),e.observe(new ResizeObserver(([{contentRect:R}])=>{R.width!==f&&
(f=R.width,C())}),m),Rt("blocks","Blocks","Each cell is a block: room for the keys and values of a few consecutive tokens. A request takes blocks as it grows, a\
nywhere in the pool, and its block table says which; blocks with the same beginning are shared. Choose a request to see its table.",v,k("div.nbs-split",{},k("di\
v.nbs-main",{},m,ic(),P,b,y,_,ge.element),M))}function ic(){let e=(t,n)=>k("span.nbs-key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return k("div.\
nbs-keys",{},e("filled","in use, full"),e("partly","partly filled"),e("shared","shared"),e("cached","cached, nobody's"),e("free","free"))}var di={idle:["○","idle"],running:["●","running"],asleep:["◐","asleep"],closed:["□","closed"],failed:["✕","failed"],replay:["▷","replay"]};function mi(e){
return e?.state==="closed"?"The engine is closed.":e?.state==="failed"?"The engine has failed.":e?.state==="replay"?"This is a recording.":null}function gi({model:e,
scope:t,kernel:n}){let l=k("h2"),s=k("span.nbs-about"),i=k("span",{"aria-hidden":"true"}),a=k("span"),c=k("span.nbs-state",{role:"status"},i,a),f=k("span.nbs-no\
tice",{role:"status"}),p=H=>X(f,H),d=t.debounce(4e3,()=>p("")),m=async(H,q)=>{d.cancel(),p("");let I=await n.ask(H,E=>p(E?Bn:""));p(I.ok?q??"":I.error??"That di\
d not work."),I.ok&&d()},b=(H,q,I)=>k("button",{type:"button",title:q,onclick:I},H),y=()=>!!e.get("now")?.paused,_=b("Pause admission","New requests wait; those\
 that run go on.",()=>m({do:y()?"resume":"pause"})),P=b("Cancel all…","Ends every request, running or waiting; their texts so far stay.",()=>D(!0)),v=b("Clear\
 prefix cache","Forgets cached blocks that no running request uses.",()=>m({do:"clear_prefix_cache"},"The prefix cache is empty.")),M=k("span"),x=b("Cancel them",
"",()=>{D(!1),m({do:"cancel_all"})}),$=b("Keep them","",()=>D(!1)),S=k("span.nbs-confirm",{role:"group","aria-label":"Cancel all requests?",hidden:!0},M,x,$),D=H=>{
let{running:q=0,waiting:I=0}=e.get("now")??{};X(M,`Cancel ${Pe(q+I,"request")}?`),S.hidden=!H,P.hidden=H,(H?$:P).focus()};S.addEventListener("keydown",H=>{H.key===
"Escape"&&D(!1)});let C=[_,P,v],j=k("div.nbs-buttons",{role:"group","aria-label":"Controls"},_,P,S,v);return rc()||j.append(b("Refresh","Updates do not come by \
themselves here.",()=>m({do:"refresh"}))),t.bind("now",H=>{let q=H??{};X(l,q.engine??"engine"),X(s,[q.model!==q.engine&&q.model,q.precision].filter(Boolean).join(
" · "));let[I,E]=di[q.state]??di.idle;X(i,I),X(a,q.paused&&!mi(q)?`${E}, admission paused`:E),c.dataset.state=q.state??"idle",Ct(c,"title",q.at?`as of ${Zt(q.at)}`:
null);let J=mi(q);for(let W of[...C,x])W.disabled=!!J,J&&(W.title=J);j.hidden=q.state==="replay",X(_,q.paused?"Resume admission":"Pause admission"),Ct(_,"aria-p\
ressed",String(!!q.paused)),P.disabled||=!q.running&&!q.waiting}),k("div.nbs-top",{},k("div.nbs-title",{},l,s,c),j,f)}function rc(){return!globalThis.google?.colab}function ac(e){let t=[[["Output",Ds(fn(e.out_rate),"tokens/s")],["Prompts",Ds(fn(e.in_rate),"tokens/s")],["Running",re(e.running??0)],["Waiting",re(e.waiting??0)],
["Finished",re(e.finished??0),uc(e)],["Preemptions",re(e.preempted??0)],["Steps",re(e.steps??0)]],[bi("TTFT",e.ttft),bi("TPOT",e.tpot),["ITL p99",Me(e.itl_p99)],
["KV efficiency",qt(e.kv_efficiency)],["Prefix hits",qt(e.prefix_hit_rate)]]];return e.slo&&t[1].push(["SLO met",qt(e.slo.attainment),fc(e.slo)],["Goodput",Ds(fn(
e.slo.goodput),"req/s"),fl(e.throughput)?`of ${fn(e.throughput)} req/s`:""]),t}function cc(e){let t=e.kv_usage;return{share:fl(t)?Math.min(1,Math.max(0,t)):0,text:`${qt(
t,"–")} · ${re(e.kv_used??0)} of ${Pe(e.kv_total??0,"block")}`,word:Yo(t)}}function ki({scope:e}){let t=k("div.nbs-bar"),n=k("div.nbs-meter",{role:"meter","a\
ria-label":"KV usage","aria-valuemin":"0","aria-valuemax":"100"},t,wi(.9),wi(.98)),l=k("span.nbs-figure"),s=k("strong.nbs-word"),i=k("div.nbs-figures"),a=new Map,
c="",f=p=>{a.clear();let d=m=>k("dl",{},m.map(([b])=>{let y={value:k("span.nbs-value"),note:k("span.nbs-note")};return a.set(b,y),k("div",{},k("dt",{},b),k("dd",
{},y.value,y.note))}));i.replaceChildren(...p.map(d))};return e.bind("now",p=>{let d=ac(p??{}),m=d.map(P=>P.map(([v])=>v).join()).join(";");m!==c&&f(d),c=m;for(let[
P,v,M=""]of d.flat()){let x=a.get(P);X(x.value,v),x.value.classList.toggle("nbs-none",v===Dt),X(x.note,M)}let{share:b,text:y,word:_}=cc(p??{});t.style.setProperty(
"width",`${b*100}%`),X(l,y),X(s,_??""),n.dataset.level=_??"",n.setAttribute("aria-valuenow",String(Math.round(b*100))),n.setAttribute("aria-valuetext",_?`${y}, ${_}`:
y)}),Rt("now","Now","The engine's figures at this moment. TTFT is the time from submitting a request to its first token, TPOT the time per token after that, ITL\
 the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. KV usage is the part of the pool's blocks that running requests\
 own.",k("div.nbs-usage",{},k("span.nbs-label",{},"KV usage"),n,l,s),i)}var fl=e=>e!=null;function Ds(e,t){return e===Dt?e:`${e} ${t}`}function bi(e,t){return!t||
!fl(t[0])?[e,Dt]:[e,Me(t[0]),`p95 ${Me(t[1])} · p99 ${Me(t[2])}`]}function uc(e){return[e.cancelled&&`${re(e.cancelled)} cancelled`,e.failed&&`${re(e.failed)} \
failed`].filter(Boolean).join(" · ")}function fc({ttft_ms:e,tpot_ms:t}){return[fl(e)&&`TTFT ≤ ${Me(e/1e3)}`,fl(t)&&`TPOT ≤ ${Me(t/1e3)}`].filter(Boolean).join(
" · ")}function wi(e){return k("i",{style:{left:`${e*100}%`},"aria-hidden":"true"})}var hc=[.25,.5,1,2,5,10];function yi({model:e,scope:t,kernel:n}){let l=k("button",{type:"button"}),s=k("input",{type:"range",min:"0",step:"1","aria-label":"Step\
 of the recording"}),i=k("output.nbs-figure"),a=k("select",{"aria-label":"Speed"},hc.map(y=>k("option",{value:y},`${y}×`))),c=k("span.nbs-notice",{role:"status"}),
f=k("div.nbs-replay",{role:"group","aria-label":"Replay",hidden:!0},l,s,i,a,c),p=async y=>{let _=await n.ask(y,P=>X(c,P?Bn:""));X(c,_.ok?"":_.error??"That did n\
ot work.")},d=y=>p({do:"play",playing:!!e.get("replay")?.playing,speed:Number(a.value),...y});l.addEventListener("click",()=>d({playing:!e.get("replay")?.playing})),
a.addEventListener("change",()=>d({}));let m=!1,b=t.debounce(60,y=>p({do:"seek",position:y}));return s.addEventListener("input",()=>{m=!0,X(i,Rs(Number(s.value),
Number(s.max)+1)),b(Number(s.value))}),s.addEventListener("change",()=>m=!1),t.bind("replay",y=>{if(f.hidden=!y,!y)return;s.max=String(Math.max(0,y.steps-1)),m||
(s.value=String(y.position),X(i,Rs(y.position,y.steps))),s.setAttribute("aria-valuetext",Rs(y.position,y.steps)),X(l,y.playing?"Pause":"Play");let _=String(y.speed);
[...a.options].some(P=>P.value===_)||a.append(k("option",{value:_},`${_}×`)),document.activeElement!==a&&(a.value=_)}),f}function Rs(e,t){return`step ${re(e+1)}\
 of ${re(t)}`}function ql(e,t){return e.find(([n])=>n===t||n.startsWith(`${t} `))?.[1]??null}var pc=["finished","cancelled","failed"];function xi({events:e=[],itl:t=[]},n=0){
let l=ql(e,"scheduled"),s=ql(e,"first token"),i=t.map(d=>{if(s===null)return[];let m=s;return[s,...d.map(b=>m+=b)]}),c=pc.map(d=>ql(e,d)).find(d=>d!==null)??null??
Math.max(n,...e.map(([,d])=>d),...i.map(d=>d.at(-1)??0)),f=[["queued",ql(e,"queued")??0],["prefill",l],["decode",s]].filter(([,d])=>d!==null),p=f.map(([d,m],b)=>({
name:d,from:m,to:f[b+1]?.[1]??Math.max(m,c)}));return{end:c,phases:p,chunks:e.filter(([d])=>d.startsWith("prefill ")||d.startsWith("recompute ")).map(([d,m])=>({
name:d,at:m})),preemptions:e.filter(([d])=>d==="preempted").map(([,d])=>d),answers:i}}function Si(e,t=6){if(!(e>0))return[0];let n=e/t,l=10**Math.floor(Math.log10(
n)),s=[1,2,5,10].map(i=>i*l).find(i=>i>=n);return Array.from({length:Math.floor(e/s+1e-9)+1},(i,a)=>a*s)}function Os(e,t){if(!e.length)return null;let n=[...e].
sort((l,s)=>l-s);return n[Math.max(0,Math.ceil(t*n.length)-1)]}var Ti=62,Gn=18;function _i({model:e,scope:t,theme:n,slots:l},s){let i=k("h4"),a=k("span.nbs-note"),c=k("div.nbs-timeline"),f=k("p.nbs-note"),p=k("pre"),d=k("di\
v.nbs-texts"),m=k("dl.nbs-params"),b=k("ol.nbs-events"),y=k("article.nbs-detail",{hidden:!0,tabindex:"-1","aria-label":"Request in detail"},k("header",{},i,a,k(
"button",{type:"button",onclick:()=>s()},"Close")),c,f,k("h5",{},"Prompt"),p,d,k("h5",{},"Parameters"),m,k("details.nbs-table",{},k("summary",{},"Show events as\
 a list"),b));y.addEventListener("keydown",v=>{v.key==="Escape"&&(v.stopPropagation(),s())});let _=[],P=t.frame(()=>{let v=e.get("detail");v&&c.clientWidth&&c.replaceChildren(
bc(xi(v,gc(e,v)),c.clientWidth,M=>mt(l.slot(v.id,M),n.dark)))});return t.bind("detail",v=>{if(y.hidden=!v,!v)return;let{texts:M=[],params:x={},itl:$=[]}=v;X(i,`\
Request r${v.id}`),X(a,[v.state,M.length>1&&Pe(M.length,"answer")].filter(Boolean).join(" · ")),X(f,mc($.flat())),X(p,v.prompt??""),_.length!==M.length&&(_=M.map(
()=>k("pre")),d.replaceChildren(..._.flatMap((S,D)=>[k("h5",{},M.length>1?`Answer ${D}`:"Answer"),S]))),M.forEach((S,D)=>{X(_[D],S||"No text yet."),_[D].classList.
toggle("nbs-none",!S)}),vi(m,Object.entries(x),([S,D])=>k("div",{},k("dt",{},S),k("dd",{},dc(S,D)))),Object.keys(x).length||m.replaceChildren(k("div",{},k("dt",
{},"all as by default"))),vi(b,v.events??[],([S,D])=>k("li",{},k("span.nbs-figure",{},Me(D)),` ${S}`)),P()}),t.on("change:requests",P),n.watch(P),t.observe(new ResizeObserver(
P),c),y}function vi(e,t,n){let l=JSON.stringify(t);e.nbsShown!==l&&(e.nbsShown=l,e.replaceChildren(...t.map(n)))}function dc(e,t){return typeof t=="string"&&e!==
"seed"?JSON.stringify(t):typeof t=="boolean"?t?"True":"False":typeof t=="object"?JSON.stringify(t):String(t)}function mc(e){return e.length?`ITL: median ${Me(Os(
e,.5))}, p99 ${Me(Os(e,.99))}, longest ${Me(Math.max(...e))}.`:""}function gc(e,{id:t,state:n}){if(n!=="waiting"&&n!=="running")return 0;let l=e.get("requests")?.
rows.find(i=>i.id===t)?.submitted,s=e.get("now")?.at;return l&&s?Math.max(0,s-l):0}function bc(e,t,n){let l=e.end||1,s=p=>Ti+p/l*(t-Ti-12),a=(1+e.answers.length)*
(Gn+6)+22,c=p=>p*(Gn+6)+1,f=e.phases.map(({name:p,from:d,to:m})=>`${p} ${Me(m-d)}`).join(", ");return ye("svg",{width:t,height:a,viewBox:`0 0 ${t} ${a}`,role:"i\
mg","aria-label":`Timeline: ${f}${e.preemptions.length?`, ${Pe(e.preemptions.length,"preemption")}`:""}`},Si(l,t>600?8:4).map(p=>ye("g",{},ye("line.nbs-rule",{x1:s(
p),x2:s(p),y1:0,y2:a-18}),ye("text",{x:s(p),y:a-4,"text-anchor":p?p>l*.96?"end":"middle":"start"},Ol(p)))),ye("text",{x:0,y:c(0)+13},"phases"),e.phases.map(({name:p,
from:d,to:m})=>{let b=Math.max(1,s(m)-s(d));return ye(`g.nbs-phase.nbs-${p}`,{style:{"--hue":n(0)}},ye("title",{},`${p}: ${Me(m-d)}`),ye("rect",{x:s(d),y:c(0),width:b,
height:Gn}),b>46?ye("text",{x:s(d)+5,y:c(0)+13},p):null)}),e.chunks.map(({name:p,at:d})=>ye("line.nbs-chunk",{x1:s(d),x2:s(d),y1:c(0),y2:c(0)+Gn},ye("title",{},
`${p} at ${Me(d)}`))),e.preemptions.map(p=>ye("g",{},ye("title",{},`preempted at ${Me(p)}`),ye("path.nbs-preempted",{d:`M${s(p)-5} ${c(0)}h10l-5 8z`}),ye("line.\
nbs-preempted",{x1:s(p),x2:s(p),y1:c(0),y2:c(0)+Gn}))),e.answers.map((p,d)=>[ye("text",{x:0,y:c(d+1)+13},e.answers.length>1?`tokens ${d}`:"tokens"),ye("path",{d:wc(
p,s,c(d+1)),stroke:n(d),"stroke-width":1.25,fill:"none"})]))}function wc(e,t,n){return[...new Set(e.map(s=>Math.round(t(s)*2)/2))].map(s=>`M${s} ${n+1}v${Gn-2}`).
join("")}var hl=[{key:"submitted",title:"Request"},{key:"state",title:"State",text:!0},{key:"prompt",title:"Prompt",text:!0},{key:"prompt_tokens",title:"Prompt tokens",short:"\
In"},{key:"cached_tokens",title:"Tokens taken from the prefix cache",short:"Cached"},{key:"output_tokens",title:"Output tokens",short:"Out"},{key:"queue",title:"\
Time in the queue",short:"Queue"},{key:"ttft",title:"TTFT, submit to first token",short:"TTFT"},{key:"tpot",title:"TPOT, time per output token",short:"TPOT"},{key:"\
e2el",title:"E2EL, submit to last token",short:"E2EL"},{key:"preemptions",title:"Preemptions",short:"Preempt."}];function Mi(e,t,n){let l=n?-1:1,s=i=>i==null;return[
...e].sort((i,a)=>{let[c,f]=[i[t],a[t]];if(s(c)||s(f))return s(c)-s(f)||a.id-i.id;let p=typeof c=="string"?c.localeCompare(f):c-f;return l*p||a.id-i.id})}function Ei(e,t){
let n=hl.find(l=>l.key===t)?.text??!1;return{sort:t,descending:e.sort===t?!e.descending:!n}}var kc=new Set(["waiting","running"]);function yc(e){let t=e.reason&&e.reason!==e.state?` (${e.reason})`:"";return[e.answers>1?`r${e.id} ×${e.answers}`:`r${e.id}`,
`${e.state}${t}`,e.prompt,re(e.prompt_tokens),re(e.cached_tokens),re(e.output_tokens),Me(e.queue,"–"),Me(e.ttft,"–"),Me(e.tpot,"–"),Me(e.e2el,"–"),re(e.
preemptions)]}function $i(e){let{model:t,scope:n,view:l,kernel:s}=e,i=k("span.nbs-note"),a=k("span.nbs-notice",{role:"status"}),c=async M=>{let x=await s.ask(M,
$=>X(a,$?Bn:""));X(a,x.ok?"":x.error??"That did not work.")},f=hl.map(({key:M,title:x,short:$})=>{let S=k("button",{type:"button",title:x,onclick:()=>l.set(Ei(l.
get(),M))},$??x);return k(`th.nbs-${M}`,{scope:"col"},S)}),p=k("tbody"),d=k("p.nbs-none",{},"No request yet."),m=k("table",{},k("thead",{},k("tr",{},f,k("th",{scope:"\
col"},k("span.nbs-unseen",{},"Action")))),p),b=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Requests"},m),y=new Map,_=M=>{let x=hl.map(({key:C,text:j})=>k(
`td.nbs-${C}${j?"":".nbs-number"}`)),$=k("button.nbs-link",{type:"button","aria-label":`Open request ${M}`,onclick:()=>P(M)});x[0].append($);let S=k("button",{type:"\
button","aria-label":`Cancel request ${M}`,onclick:()=>c({do:"cancel",request:M})},"Cancel"),D=k("tr",{},x,k("td",{},S));return D.addEventListener("click",C=>{!C.
target.closest("button")&&!getSelection()?.toString()&&P(M)}),{line:D,cells:x,open:$,cancel:S}},P=M=>{let x=t.get("detail")?.id===M;c({do:x?"close":"open",request:M}),
x||l.set({selected:M})},v=()=>{let{rows:M=[],more:x=0}=t.get("requests")??{},{sort:$,descending:S,selected:D}=l.get(),C=["closed","failed","replay"].includes(t.
get("now")?.state),j=t.get("detail")?.id??null;f.forEach((E,J)=>Ct(E,"aria-sort",hl[J].key===$?S?"descending":"ascending":null));let q=Mi(M,$,S).map(E=>{y.has(E.
id)||y.set(E.id,_(E.id));let{line:J,cells:W,open:Y,cancel:G}=y.get(E.id);return yc(E).forEach((te,U)=>X(U?W[U]:Y,te)),Ct(Y,"aria-expanded",String(E.id===j)),Ct(
W[0],"title",`submitted at ${Zt(E.submitted)}`),Ct(W[1],"title",E.reason),Ct(W[2],"title",E.prompt),J.dataset.state=E.state,J.classList.toggle("nbs-chosen",E.id===
j||E.id===D),G.hidden=!kc.has(E.state)||C,J});xc(p,q);let I=new Set(M.map(({id:E})=>E));for(let E of y.keys())I.has(E)||y.delete(E);d.hidden=M.length>0,m.hidden=
M.length===0,X(i,x?`the newest ${re(M.length)}, ${Pe(x,"older one")} not shown`:M.length?Pe(M.length,"request"):"")};return n.bind("requests",v),n.on("change:de\
tail",v),n.on("change:now",()=>{let M=t.get("now")?.state;M!==v.state&&v(),v.state=M}),l.bind(v),Rt("requests","Requests","Every request, newest first. TTFT inc\
ludes the time in the queue. Open one to see its texts, and when each of its tokens came.",i,a,d,b,_i(e,()=>c({do:"close"})))}function xc(e,t){let n=new Set(t);
for(let l of[...e.children])n.has(l)||l.remove();t.forEach((l,s)=>{e.children[s]!==l&&e.insertBefore(l,e.children[s]??null)})}var Sc="uplot",Tc="u-hz",vc="u-vt",_c="u-title",Mc="u-wrap",Ec="u-under",$c="u-over",Ac="u-axis",mn="u-off",Pc="u-select",Lc="u-cursor-x",Cc="u-cursor-y",Dc="u-\
cursor-pt",Rc="u-legend",Oc="u-live",Nc="u-inline",Fc="u-series",Bc="u-marker",Ai="u-label",Vc="u-value",dl="width",ml="height";var Pi="bottom",In="left",Ns="right",Xs="#000",Li=Xs+"0",Fs="mousemove",Ci="mousedown",Bs="mouseup",Di="mouseenter",Ri="mouseleave",Oi="dblclick",qc="resize",Wc="\
scroll",Ni="change",Il="dppxchange",eo="--",Qn=typeof window<"u",Hs=Qn?document:null,jn=Qn?window:null,zc=Qn?navigator:null,fe,Wl;function Gs(){let e=devicePixelRatio;
fe!=e&&(fe=e,Wl&&Us(Ni,Wl,Gs),Wl=matchMedia(`(min-resolution: ${fe-.001}dppx) and (max-resolution: ${fe+.001}dppx)`),gn(Ni,Wl,Gs),jn.dispatchEvent(new CustomEvent(
Il)))}function it(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Is(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function ve(e,t,n){
e.style[t]=n+"px"}function St(e,t,n,l){let s=Hs.createElement(e);return t!=null&&it(s,t),n?.insertBefore(s,l),s}function gt(e,t){return St("div",e,t)}var Fi=new WeakMap;
function Nt(e,t,n,l,s){let i="translate("+t+"px,"+n+"px)",a=Fi.get(e);i!=a&&(e.style.transform=i,Fi.set(e,i),t<0||n<0||t>l||n>s?it(e,mn):Is(e,mn))}var Bi=new WeakMap;
function Vi(e,t,n){let l=t+n,s=Bi.get(e);l!=s&&(Bi.set(e,l),e.style.background=t,e.style.borderColor=n)}var qi=new WeakMap;function Wi(e,t,n,l){let s=t+""+n,i=qi.
get(e);s!=i&&(qi.set(e,s),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-n/2+"px":0)}var to={passive:!0},Hc={...to,
capture:!0};function gn(e,t,n,l){t.addEventListener(e,n,l?Hc:to)}function Us(e,t,n,l){t.removeEventListener(e,n,to)}Qn&&Gs();function Tt(e,t,n,l){let s;n=n||0,l=
l||t.length-1;let i=l<=2147483647;for(;l-n>1;)s=i?n+l>>1:rt((n+l)/2),t[s]<e?n=s:l=s;return e-t[n]<=t[l]-e?n:l}function mr(e){return(n,l,s)=>{let i=-1,a=-1;for(let c=l;c<=
s;c++)if(e(n[c])){i=c;break}for(let c=s;c>=l;c--)if(e(n[c])){a=c;break}return[i,a]}}var gr=e=>e!=null,br=e=>e!=null&&e>0,Yl=mr(gr),Gc=mr(br);function Ic(e,t,n,l=0,s=!1){
let i=s?Gc:Yl,a=s?br:gr;[t,n]=i(e,t,n);let c=e[t],f=e[t];if(t>-1)if(l==1)c=e[t],f=e[n];else if(l==-1)c=e[n],f=e[t];else for(let p=t;p<=n;p++){let d=e[p];a(d)&&(d<
c?c=d:d>f&&(f=d))}return[c??be,f??-be]}function Kl(e,t,n,l){let s=Gi(e),i=Gi(t);e==t&&(s==-1?(e*=n,t/=n):(e/=n,t*=n));let a=n==10?zt:wr,c=s==1?rt:bt,f=i==1?bt:rt,
p=c(a(Fe(e))),d=f(a(Fe(t))),m=Yn(n,p),b=Yn(n,d);return n==10&&(p<0&&(m=we(m,-p)),d<0&&(b=we(b,-d))),l||n==2?(e=m*s,t=b*i):(e=Sr(e,m),t=Jl(t,b)),[e,t]}function no(e,t,n,l){
let s=Kl(e,t,n,l);return e==0&&(s[0]=0),t==0&&(s[1]=0),s}var lo=.1,zi={mode:3,pad:lo},bl={pad:0,soft:null,mode:0},Uc={min:bl,max:bl};function Ul(e,t,n,l){return Zl(
n)?Hi(e,t,n):(bl.pad=n,bl.soft=l?0:null,bl.mode=l?3:0,Hi(e,t,Uc))}function ce(e,t){return e??t}function jc(e,t,n){for(t=ce(t,0),n=ce(n,e.length-1);t<=n;){if(e[t]!=
null)return!0;t++}return!1}function Hi(e,t,n){let l=n.min,s=n.max,i=ce(l.pad,0),a=ce(s.pad,0),c=ce(l.hard,-be),f=ce(s.hard,be),p=ce(l.soft,be),d=ce(s.soft,-be),
m=ce(l.mode,0),b=ce(s.mode,0),y=t-e,_=zt(y),P=Xe(Fe(e),Fe(t)),v=zt(P),M=Fe(v-_);(y<1e-24||M>10)&&(y=0,(e==0||t==0)&&(y=1e-24,m==2&&p!=be&&(i=0),b==2&&d!=-be&&(a=
0)));let x=y||P||1e3,$=zt(x),S=Yn(10,rt($)),D=x*(y==0?e==0?.1:1:i),C=we(Sr(e-D,S/10),24),j=e>=p&&(m==1||m==3&&C<=p||m==2&&C>=p)?p:be,H=Xe(c,C<j&&e>=j?j:vt(j,C)),
q=x*(y==0?t==0?.1:1:a),I=we(Jl(t+q,S/10),24),E=t<=d&&(b==1||b==3&&I>=d||b==2&&I<=d)?d:-be,J=vt(f,I>E&&t<=E?E:Xe(E,I));return H==J&&H==0&&(J=100),[H,J]}var Yc=new Intl.
NumberFormat(Qn?zc.language:"en-US"),so=e=>Yc.format(e),at=Math,Gl=at.PI,Fe=at.abs,rt=at.floor,Ne=at.round,bt=at.ceil,vt=at.min,Xe=at.max,Yn=at.pow,Gi=at.sign,zt=at.
log10,wr=at.log2,Kc=(e,t=1)=>at.sinh(e)*t,Vs=(e,t=1)=>at.asinh(e/t),be=1/0;function Ii(e){return(zt((e^e>>31)-(e>>31))|0)+1}function js(e,t,n){return vt(Xe(e,t),
n)}function kr(e){return typeof e=="function"}function oe(e){return kr(e)?e:()=>e}var Jc=()=>{},yr=e=>e,xr=(e,t)=>t,Zc=e=>null,Ui=e=>!0,ji=(e,t)=>e==t,Qc=/\.\d*?(?=9{6,}|0{6,})/gm,
bn=e=>{if(vr(e)||Xt.has(e))return e;let t=`${e}`,n=t.match(Qc);if(n==null)return e;let l=n[0].length-1;if(t.indexOf("e-")!=-1){let[s,i]=t.split("e");return+`${bn(
s)}e${i}`}return we(e,l)};function pn(e,t){return bn(we(bn(e/t))*t)}function Jl(e,t){return bn(bt(bn(e/t))*t)}function Sr(e,t){return bn(rt(bn(e/t))*t)}function we(e,t=0){
if(vr(e))return e;let n=10**t,l=e*n*(1+Number.EPSILON);return Ne(l)/n}var Xt=new Map;function Tr(e){return((""+e).split(".")[1]||"").length}function kl(e,t,n,l){
let s=[],i=l.map(Tr);for(let a=t;a<n;a++){let c=Fe(a),f=we(Yn(e,a),c);for(let p=0;p<l.length;p++){let d=e==10?+`${l[p]}e${a}`:l[p]*f,m=(a>=0?0:c)+(a>=i[p]?0:i[p]),
b=e==10?d:we(d,m);s.push(b),Xt.set(b,m)}}return s}var wl={},oo=[],Kn=[null,null],Qt=Array.isArray,vr=Number.isInteger,Xc=e=>e===void 0;function Yi(e){return typeof e==
"string"}function Zl(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function eu(e){return e!=null&&typeof e=="object"}var tu=Object.getPrototypeOf(
Uint8Array),_r="__proto__";function Jn(e,t=Zl){let n;if(Qt(e)){let l=e.find(s=>s!=null);if(Qt(l)||t(l)){n=Array(e.length);for(let s=0;s<e.length;s++)n[s]=Jn(e[s],
t)}else n=e.slice()}else if(e instanceof tu)n=e.slice();else if(t(e)){n={};for(let l in e)l!=_r&&(n[l]=Jn(e[l],t))}else n=e;return n}function De(e){let t=arguments;
for(let n=1;n<t.length;n++){let l=t[n];for(let s in l)s!=_r&&(Zl(e[s])?De(e[s],Jn(l[s])):e[s]=Jn(l[s]))}return e}var nu=0,lu=1,su=2;function ou(e,t,n){for(let l=0,
s,i=-1;l<t.length;l++){let a=t[l];if(a>i){for(s=a-1;s>=0&&e[s]==null;)e[s--]=null;for(s=a+1;s<n&&e[s]==null;)e[i=s++]=null}}}function iu(e,t){if(cu(e)){let a=e[0].
slice();for(let c=1;c<e.length;c++)a.push(...e[c].slice(1));return uu(a[0])||(a=au(a)),a}let n=new Set;for(let a=0;a<e.length;a++){let f=e[a][0],p=f.length;for(let d=0;d<
p;d++)n.add(f[d])}let l=[Array.from(n).sort((a,c)=>a-c)],s=l[0].length,i=new Map;for(let a=0;a<s;a++)i.set(l[0][a],a);for(let a=0;a<e.length;a++){let c=e[a],f=c[0];
for(let p=1;p<c.length;p++){let d=c[p],m=Array(s).fill(void 0),b=t?t[a][p]:lu,y=[];for(let _=0;_<d.length;_++){let P=d[_],v=i.get(f[_]);P===null?b!=nu&&(m[v]=P,
b==su&&y.push(v)):m[v]=P}ou(m,y,s),l.push(m)}}return l}var ru=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function au(e){let t=e[0],n=t.
length,l=Array(n);for(let i=0;i<l.length;i++)l[i]=i;l.sort((i,a)=>t[i]-t[a]);let s=[];for(let i=0;i<e.length;i++){let a=e[i],c=Array(n);for(let f=0;f<n;f++)c[f]=
a[l[f]];s.push(c)}return s}function cu(e){let t=e[0][0],n=t.length;for(let l=1;l<e.length;l++){let s=e[l][0];if(s.length!=n)return!1;if(s!=t){for(let i=0;i<n;i++)
if(s[i]!=t[i])return!1}}return!0}function uu(e,t=100){let n=e.length;if(n<=1)return!0;let l=0,s=n-1;for(;l<=s&&e[l]==null;)l++;for(;s>=l&&e[s]==null;)s--;if(s<=
l)return!0;let i=Xe(1,rt((s-l+1)/t));for(let a=e[l],c=l+i;c<=s;c+=i){let f=e[c];if(f!=null){if(f<=a)return!1;a=f}}return!0}var Mr=["January","February","March",
"April","May","June","July","August","September","October","November","December"],Er=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function $r(e){
return e.slice(0,3)}var fu=Er.map($r),hu=Mr.map($r),pu={MMMM:Mr,MMM:hu,WWWW:Er,WWW:fu};function pl(e){return(e<10?"0":"")+e}function du(e){return(e<10?"00":e<100?
"0":"")+e}var mu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>pl(e.getMonth()+
1),M:e=>e.getMonth()+1,DD:e=>pl(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>pl(e.getHours()),H:e=>e.getHours(),
h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>pl(e.
getMinutes()),m:e=>e.getMinutes(),ss:e=>pl(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>du(e.getMilliseconds())};function io(e,t){t=t||pu;let n=[],l=/\{([a-z]+)\}|[^{]+/gi,
s;for(;s=l.exec(e);)n.push(s[0][0]=="{"?mu[s[1]]:s[0]);return i=>{let a="";for(let c=0;c<n.length;c++)a+=typeof n[c]=="string"?n[c]:n[c](i,t);return a}}var gu=new Intl.
DateTimeFormat().resolvedOptions().timeZone;function bu(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==gu?n=e:(n=new Date(
e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Ar=e=>e%1==0,jl=[1,2,2.5,5],wu=kl(10,-32,0,jl),Pr=kl(10,0,32,jl),ku=Pr.filter(
Ar),dn=wu.concat(Pr),ro=`
`,Lr="{YYYY}",Ki=ro+Lr,Cr="{M}/{D}",gl=ro+Cr,zl=gl+"/{YY}",Dr="{aa}",yu="{h}:{mm}",Un=yu+Dr,Ji=ro+Un,Zi=":{ss}",de=null;function Rr(e){let t=e*1e3,n=t*60,l=n*60,
s=l*24,i=s*30,a=s*365,f=(e==1?kl(10,0,3,jl).filter(Ar):kl(10,-3,0,jl)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,l,l*2,l*3,l*4,l*6,l*8,l*12,s,s*2,s*3,s*
4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,i,i*2,i*3,i*4,i*6,a,a*2,a*5,a*10,a*25,a*50,a*100]),p=[[a,Lr,de,de,de,de,de,de,1],[s*28,"{MMM}",Ki,de,de,de,de,de,1],[s,Cr,Ki,de,
de,de,de,de,1],[l,"{h}"+Dr,zl,de,gl,de,de,de,1],[n,Un,zl,de,gl,de,de,de,1],[t,Zi,zl+" "+Un,de,gl+" "+Un,de,Ji,de,1],[e,Zi+".{fff}",zl+" "+Un,de,gl+" "+Un,de,Ji,
de,1]];function d(m){return(b,y,_,P,v,M)=>{let x=[],$=v>=a,S=v>=i&&v<a,D=m(_),C=we(D*e,3),j=qs(D.getFullYear(),$?0:D.getMonth(),S||$?1:D.getDate()),H=we(j*e,3);
if(S||$){let q=S?v/i:0,I=$?v/a:0,E=C==H?C:we(qs(j.getFullYear()+I,j.getMonth()+q,1)*e,3),J=new Date(Ne(E/e)),W=J.getFullYear(),Y=J.getMonth();for(let G=0;E<=P;G++){
let te=qs(W+I*G,Y+q*G,1),U=te-m(we(te*e,3));E=we((+te+U)*e,3),E<=P&&x.push(E)}}else{let q=v>=s?s:v,I=rt(_)-rt(C),E=H+I+Jl(C-H,q);x.push(E);let J=m(E),W=J.getHours()+
J.getMinutes()/n+J.getSeconds()/l,Y=v/l,G=b.axes[y]._space,te=M/G;for(;E=we(E+v,e==1?0:3),!(E>P);)if(Y>1){let U=rt(we(W+Y,6))%24,ie=m(E).getHours()-U;ie>1&&(ie=
-1),E-=ie*l,W=(W+Y)%24;let R=x[x.length-1];we((E-R)/v,3)*te>=.7&&x.push(E)}else x.push(E)}return x}}return[f,p,d]}var[xu,Su,Tu]=Rr(1),[vu,_u,Mu]=Rr(.001);kl(2,-53,
53,[1]);function Qi(e,t){return e.map(n=>n.map((l,s)=>s==0||s==8||l==null?l:t(s==1||n[8]==0?l:n[1]+l)))}function Xi(e,t){return(n,l,s,i,a)=>{let c=t.find(_=>a>=
_[0])||t[t.length-1],f,p,d,m,b,y;return l.map(_=>{let P=e(_),v=P.getFullYear(),M=P.getMonth(),x=P.getDate(),$=P.getHours(),S=P.getMinutes(),D=P.getSeconds(),C=v!=
f&&c[2]||M!=p&&c[3]||x!=d&&c[4]||$!=m&&c[5]||S!=b&&c[6]||D!=y&&c[7]||c[1];return f=v,p=M,d=x,m=$,b=S,y=D,C(P)})}}function Eu(e,t){let n=io(t);return(l,s,i,a,c)=>s.
map(f=>n(e(f)))}function qs(e,t,n){return new Date(e,t,n)}function er(e,t){return t(e)}var $u="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function tr(e,t){return(n,l,s,i)=>i==
null?eo:t(e(l))}function Au(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Pu(e,t){return e.series[t].fill(
e,t)}var Lu={show:!0,live:!0,isolate:!1,mount:Jc,markers:{show:!0,width:2,stroke:Au,fill:Pu,dash:"solid"},idx:null,idxs:null,values:[]};function Cu(e,t){let n=e.
cursor.points,l=gt(),s=n.size(e,t);ve(l,dl,s),ve(l,ml,s);let i=s/-2;ve(l,"marginLeft",i),ve(l,"marginTop",i);let a=n.width(e,t,s);return a&&ve(l,"borderWidth",a),
l}function Du(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Ru(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Ou(e,t){return e.
series[t].points.size}var Ws=[0,0];function Nu(e,t,n){return Ws[0]=t,Ws[1]=n,Ws}function Hl(e,t,n,l=!0){return s=>{s.button==0&&(!l||s.target==t)&&n(s)}}function zs(e,t,n,l=!0){
return s=>{(!l||s.target==t)&&n(s)}}var Fu={show:!0,x:!0,y:!0,lock:!1,move:Nu,points:{one:!1,show:Cu,size:Ou,width:0,stroke:Ru,fill:Du},bind:{mousedown:Hl,mouseup:Hl,
click:Hl,dblclick:Hl,mousemove:zs,mouseleave:zs,mouseenter:zs},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},
_x:!1,_y:!1},focus:{dist:(e,t,n,l,s)=>l-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Or={
show:!0,stroke:"rgba(0,0,0,0.07)",width:2},ao=De({},Or,{filter:xr}),Nr=De({},ao,{size:10}),Fr=De({},Or,{show:!1}),co='12px system-ui, -apple-system, "Segoe UI",\
 Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Br="bold "+co,Vr=1.5,nr={
show:!0,scale:"x",stroke:Xs,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Br,side:2,grid:ao,ticks:Nr,border:Fr,font:co,lineGap:Vr,rotate:0},
Bu="Value",Vu="Time",lr={show:!0,scale:"x",auto:!1,sorted:1,min:be,max:-be,idxs:[]};function qu(e,t,n,l,s){return t.map(i=>i==null?"":so(i))}function Wu(e,t,n,l,s,i,a){
let c=[],f=Xt.get(s)||0;n=a?n:we(Jl(n,s),f);for(let p=n;p<=l;p=we(p+s,f))c.push(Object.is(p,-0)?0:p);return c}function Ys(e,t,n,l,s,i,a){let c=[],f=e.scales[e.axes[t].
scale].log,p=f==10?zt:wr,d=rt(p(n));s=Yn(f,d),f==10&&(s=dn[Tt(s,dn)]);let m=n,b=s*f;f==10&&(b=dn[Tt(b,dn)]);do c.push(m),m=m+s,f==10&&!Xt.has(m)&&(m=we(m,Xt.get(
s))),m>=b&&(s=m,b=s*f,f==10&&(b=dn[Tt(b,dn)]));while(m<=l);return c}function zu(e,t,n,l,s,i,a){let f=e.scales[e.axes[t].scale].asinh,p=l>f?Ys(e,t,Xe(f,n),l,s):[
f],d=l>=0&&n<=0?[0]:[];return(n<-f?Ys(e,t,Xe(f,-l),-n,s):[f]).reverse().map(b=>-b).concat(d,p)}var qr=/./,Hu=/[12357]/,Gu=/[125]/,sr=/1/,Ks=(e,t,n,l)=>e.map((s,i)=>t==
4&&s==0||i%l==0&&n.test(s.toExponential()[s<0?1:0])?s:null);function Iu(e,t,n,l,s){let i=e.axes[n],a=i.scale,c=e.scales[a],f=e.valToPos,p=i._space,d=f(10,a),m=f(
9,a)-d>=p?qr:f(7,a)-d>=p?Hu:f(5,a)-d>=p?Gu:sr;if(m==sr){let b=Fe(f(1,a)-d);if(b<p)return Ks(t.slice().reverse(),c.distr,m,bt(p/b)).reverse()}return Ks(t,c.distr,
m,1)}function Uu(e,t,n,l,s){let i=e.axes[n],a=i.scale,c=i._space,f=e.valToPos,p=Fe(f(1,a)-f(2,a));return p<c?Ks(t.slice().reverse(),3,qr,bt(c/p)).reverse():t}function ju(e,t,n,l){
return l==null?eo:t==null?"":so(t)}var or={show:!0,scale:"y",stroke:Xs,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Br,side:3,grid:ao,ticks:Nr,
border:Fr,font:co,lineGap:Vr,rotate:0};function Yu(e,t){let n=3+(e||1)*2;return we(n*t,3)}function Ku(e,t){let{scale:n,idxs:l}=e.series[0],s=e._data[0],i=e.valToPos(
s[l[0]],n,!0),a=e.valToPos(s[l[1]],n,!0),c=Fe(a-i),f=e.series[t],p=c/(f.points.space*fe);return l[1]-l[0]<=p}var ir={scale:null,auto:!0,sorted:0,min:be,max:-be},
Wr=(e,t,n,l,s)=>s,rr={show:!0,auto:!0,sorted:0,gaps:Wr,alpha:1,facets:[De({},ir,{scale:"x"}),De({},ir,{scale:"y"})]},ar={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,
gaps:Wr,alpha:1,points:{show:Ku,filter:null},values:null,min:be,max:-be,idxs:[],path:null,clip:null};function Ju(e,t,n,l,s){return n/10}var zr={time:!0,auto:!0,
distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Zu=De({},zr,{time:!1,ori:1}),cr={};function Hr(e,t){let n=cr[e];return n||(n={key:e,plots:[],sub(l){n.plots.
push(l)},unsub(l){n.plots=n.plots.filter(s=>s!=l)},pub(l,s,i,a,c,f,p){for(let d=0;d<n.plots.length;d++)n.plots[d]!=s&&n.plots[d].pub(l,s,i,a,c,f,p)}},e!=null&&(cr[e]=
n)),n}var Zn=1,Js=2;function wn(e,t,n){let l=e.mode,s=e.series[t],i=l==2?e._data[t]:e._data,a=e.scales,c=e.bbox,f=i[0],p=l==2?i[1]:i[t],d=l==2?a[s.facets[0].scale]:
a[e.series[0].scale],m=l==2?a[s.facets[1].scale]:a[s.scale],b=c.left,y=c.top,_=c.width,P=c.height,v=e.valToPosH,M=e.valToPosV;return d.ori==0?n(s,f,p,d,m,v,M,b,
y,_,P,Xl,Xn,ts,Ir,jr):n(s,f,p,d,m,M,v,y,b,P,_,es,el,ho,Ur,Yr)}function uo(e,t){let n=0,l=0,s=ce(e.bands,oo);for(let i=0;i<s.length;i++){let a=s[i];a.series[0]==
t?n=a.dir:a.series[1]==t&&(a.dir==1?l|=1:l|=2)}return[n,l==1?-1:l==2?1:l==3?2:0]}function Qu(e,t,n,l,s){let i=e.mode,a=e.series[t],c=i==2?a.facets[1].scale:a.scale,
f=e.scales[c];return s==-1?f.min:s==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function Ht(e,t,n,l,s,i){return wn(e,t,(a,c,f,p,d,m,b,y,_,P,v)=>{let M=a.pxRound,x=p.
dir*(p.ori==0?1:-1),$=p.ori==0?Xn:el,S,D;x==1?(S=n,D=l):(S=l,D=n);let C=M(m(c[S],p,P,y)),j=M(b(f[S],d,v,_)),H=M(m(c[D],p,P,y)),q=M(b(i==1?d.max:d.min,d,v,_)),I=new Path2D(
s);return $(I,H,q),$(I,C,q),$(I,C,j),I})}function Ql(e,t,n,l,s,i){let a=null;if(e.length>0){a=new Path2D;let c=t==0?ts:ho,f=n;for(let m=0;m<e.length;m++){let b=e[m];
if(b[1]>b[0]){let y=b[0]-f;y>0&&c(a,f,l,y,l+i),f=b[1]}}let p=n+s-f,d=10;p>0&&c(a,f,l-d/2,p,l+i+d)}return a}function Xu(e,t,n){let l=e[e.length-1];l&&l[0]==t?l[1]=
n:e.push([t,n])}function fo(e,t,n,l,s,i,a){let c=[],f=e.length;for(let p=s==1?n:l;p>=n&&p<=l;p+=s)if(t[p]===null){let m=p,b=p;if(s==1)for(;++p<=l&&t[p]===null;)
b=p;else for(;--p>=n&&t[p]===null;)b=p;let y=i(e[m]),_=b==m?y:i(e[b]),P=m-s;y=a<=0&&P>=0&&P<f?i(e[P]):y;let M=b+s;_=a>=0&&M>=0&&M<f?i(e[M]):_,_>=y&&c.push([y,_])}
return c}function ur(e){return e==0?yr:e==1?Ne:t=>pn(t,e)}function Gr(e){let t=e==0?Xl:es,n=e==0?(s,i,a,c,f,p)=>{s.arcTo(i,a,c,f,p)}:(s,i,a,c,f,p)=>{s.arcTo(a,i,
f,c,p)},l=e==0?(s,i,a,c,f)=>{s.rect(i,a,c,f)}:(s,i,a,c,f)=>{s.rect(a,i,f,c)};return(s,i,a,c,f,p=0,d=0)=>{p==0&&d==0?l(s,i,a,c,f):(p=vt(p,c/2,f/2),d=vt(d,c/2,f/2),
t(s,i+p,a),n(s,i+c,a,i+c,a+f,p),n(s,i+c,a+f,i,a+f,d),n(s,i,a+f,i,a,d),n(s,i,a,i+c,a,p),s.closePath())}}var Xl=(e,t,n)=>{e.moveTo(t,n)},es=(e,t,n)=>{e.moveTo(n,t)},
Xn=(e,t,n)=>{e.lineTo(t,n)},el=(e,t,n)=>{e.lineTo(n,t)},ts=Gr(0),ho=Gr(1),Ir=(e,t,n,l,s,i)=>{e.arc(t,n,l,s,i)},Ur=(e,t,n,l,s,i)=>{e.arc(n,t,l,s,i)},jr=(e,t,n,l,s,i,a)=>{
e.bezierCurveTo(t,n,l,s,i,a)},Yr=(e,t,n,l,s,i,a)=>{e.bezierCurveTo(n,t,s,l,a,i)};function Kr(e){return(t,n,l,s,i)=>wn(t,n,(a,c,f,p,d,m,b,y,_,P,v)=>{let{pxRound:M,
points:x}=a,$,S;p.ori==0?($=Xl,S=Ir):($=es,S=Ur);let D=we(x.width*fe,3),C=(x.size-x.width)/2*fe,j=we(C*2,3),H=new Path2D,q=new Path2D,{left:I,top:E,width:J,height:W}=t.
bbox;ts(q,I-j,E-j,J+j*2,W+j*2);let Y=G=>{if(f[G]!=null){let te=M(m(c[G],p,P,y)),U=M(b(f[G],d,v,_));$(H,te+C,U),S(H,te,U,C,0,Gl*2)}};if(i)i.forEach(Y);else for(let G=l;G<=
s;G++)Y(G);return{stroke:D>0?H:null,fill:H,clip:q,flags:Zn|Js}})}function Jr(e){return(t,n,l,s,i,a)=>{l!=s&&(i!=l&&a!=l&&e(t,n,l),i!=s&&a!=s&&e(t,n,s),e(t,n,a))}}
var ef=Jr(Xn),tf=Jr(el);function Zr(e){let t=ce(e?.alignGaps,0);return(n,l,s,i)=>wn(n,l,(a,c,f,p,d,m,b,y,_,P,v)=>{[s,i]=Yl(f,s,i);let M=a.pxRound,x=W=>M(m(W,p,P,
y)),$=W=>M(b(W,d,v,_)),S,D;p.ori==0?(S=Xn,D=ef):(S=el,D=tf);let C=p.dir*(p.ori==0?1:-1),j={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},H=j.
stroke,q=!1;if(i-s>=P*4){let W=O=>n.posToVal(O,p.key,!0),Y=null,G=null,te,U,Ie,ge=x(c[C==1?s:i]),ie=x(c[s]),R=x(c[i]),N=W(C==1?ie+1:R-1);for(let O=C==1?s:i;O>=s&&
O<=i;O+=C){let le=c[O],pe=(C==1?le<N:le>N)?ge:x(le),ne=f[O];pe==ge?ne!=null?(U=ne,Y==null?(S(H,pe,$(U)),te=Y=G=U):U<Y?Y=U:U>G&&(G=U)):ne===null&&(q=!0):(Y!=null&&
D(H,ge,$(Y),$(G),$(te),$(U)),ne!=null?(U=ne,S(H,pe,$(U)),Y=G=te=U):(Y=G=null,ne===null&&(q=!0)),ge=pe,N=W(ge+C))}Y!=null&&Y!=G&&Ie!=ge&&D(H,ge,$(Y),$(G),$(te),$(
U))}else for(let W=C==1?s:i;W>=s&&W<=i;W+=C){let Y=f[W];Y===null?q=!0:Y!=null&&S(H,x(c[W]),$(Y))}let[E,J]=uo(n,l);if(a.fill!=null||E!=0){let W=j.fill=new Path2D(
H),Y=a.fillTo(n,l,a.min,a.max,E),G=$(Y),te=x(c[s]),U=x(c[i]);C==-1&&([U,te]=[te,U]),S(W,U,G),S(W,te,G)}if(!a.spanGaps){let W=[];q&&W.push(...fo(c,f,s,i,C,x,t)),
j.gaps=W=a.gaps(n,l,s,i,W),j.clip=Ql(W,p.ori,y,_,P,v)}return J!=0&&(j.band=J==2?[Ht(n,l,s,i,H,-1),Ht(n,l,s,i,H,1)]:Ht(n,l,s,i,H,J)),j})}function nf(e){let t=ce(
e.align,1),n=ce(e.ascDesc,!1),l=ce(e.alignGaps,0),s=ce(e.extend,!1);return(i,a,c,f)=>wn(i,a,(p,d,m,b,y,_,P,v,M,x,$)=>{[c,f]=Yl(m,c,f);let S=p.pxRound,{left:D,width:C}=i.
bbox,j=ie=>S(_(ie,b,x,v)),H=ie=>S(P(ie,y,$,M)),q=b.ori==0?Xn:el,I={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},E=I.stroke,J=b.dir*(b.ori==
0?1:-1),W=H(m[J==1?c:f]),Y=j(d[J==1?c:f]),G=Y,te=Y;s&&t==-1&&(te=D,q(E,te,W)),q(E,Y,W);for(let ie=J==1?c:f;ie>=c&&ie<=f;ie+=J){let R=m[ie];if(R==null)continue;let N=j(
d[ie]),O=H(R);t==1?q(E,N,W):q(E,G,O),q(E,N,O),W=O,G=N}let U=G;s&&t==1&&(U=D+C,q(E,U,W));let[Ie,ge]=uo(i,a);if(p.fill!=null||Ie!=0){let ie=I.fill=new Path2D(E),R=p.
fillTo(i,a,p.min,p.max,Ie),N=H(R);q(ie,U,N),q(ie,te,N)}if(!p.spanGaps){let ie=[];ie.push(...fo(d,m,c,f,J,j,l));let R=p.width*fe/2,N=n||t==1?R:-R,O=n||t==-1?-R:R;
ie.forEach(le=>{le[0]+=N,le[1]+=O}),I.gaps=ie=p.gaps(i,a,c,f,ie),I.clip=Ql(ie,b.ori,v,M,x,$)}return ge!=0&&(I.band=ge==2?[Ht(i,a,c,f,E,-1),Ht(i,a,c,f,E,1)]:Ht(i,
a,c,f,E,ge)),I})}function fr(e,t,n,l,s,i,a=be){if(e.length>1){let c=null;for(let f=0,p=1/0;f<e.length;f++)if(t[f]!==void 0){if(c!=null){let d=Fe(e[f]-e[c]);d<p&&
(p=d,a=Fe(n(e[f],l,s,i)-n(e[c],l,s,i)))}c=f}}return a}function lf(e){e=e||wl;let t=ce(e.size,[.6,be,1]),n=e.align||0,l=e.gap||0,s=e.radius;s=s==null?[0,0]:typeof s==
"number"?[s,0]:s;let i=oe(s),a=1-t[0],c=ce(t[1],be),f=ce(t[2],1),p=ce(e.disp,wl),d=ce(e.each,y=>{}),{fill:m,stroke:b}=p;return(y,_,P,v)=>wn(y,_,(M,x,$,S,D,C,j,H,q,I,E)=>{
let J=M.pxRound,W=n,Y=l*fe,G=c*fe,te=f*fe,U,Ie;S.ori==0?[U,Ie]=i(y,_):[Ie,U]=i(y,_);let ge=S.dir*(S.ori==0?1:-1),ie=S.ori==0?ts:ho,R=S.ori==0?d:(V,ke,Oe,Sn,nn,Mt,ln)=>{
d(V,ke,Oe,nn,Sn,ln,Mt)},N=ce(y.bands,oo).find(V=>V.series[0]==_),O=N!=null?N.dir:0,le=M.fillTo(y,_,M.min,M.max,O),he=J(j(le,D,E,q)),pe,ne,Le,Re=I,Ee=J(M.width*fe),
_t=!1,Ft=null,ct=null,Gt=null,kn=null;m!=null&&(Ee==0||b!=null)&&(_t=!0,Ft=m.values(y,_,P,v),ct=new Map,new Set(Ft).forEach(V=>{V!=null&&ct.set(V,new Path2D)}),
Ee>0&&(Gt=b.values(y,_,P,v),kn=new Map,new Set(Gt).forEach(V=>{V!=null&&kn.set(V,new Path2D)})));let{x0:yn,size:tl}=p;if(yn!=null&&tl!=null){W=1,x=yn.values(y,_,
P,v),yn.unit==2&&(x=x.map(Oe=>y.posToVal(H+Oe*I,S.key,!0)));let V=tl.values(y,_,P,v);tl.unit==2?ne=V[0]*I:ne=C(V[0],S,I,H)-C(0,S,I,H),Re=fr(x,$,C,S,I,H,Re),Le=Re-
ne+Y}else Re=fr(x,$,C,S,I,H,Re),Le=Re*a+Y,ne=Re-Le;Le<1&&(Le=0),Ee>=ne/2&&(Ee=0),Le<5&&(J=yr);let yl=Le>0,en=Re-Le-(yl?Ee:0);ne=J(js(en,te,G)),pe=(W==0?ne/2:W==
ge?0:ne)-W*ge*((W==0?Y/2:0)+(yl?Ee/2:0));let Ke={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},xn=_t?null:new Path2D,Bt=null;if(N!=null)Bt=y.data[N.
series[1]];else{let{y0:V,y1:ke}=p;V!=null&&ke!=null&&($=ke.values(y,_,P,v),Bt=V.values(y,_,P,v))}let tn=U*ne,ee=Ie*ne;for(let V=ge==1?P:v;V>=P&&V<=v;V+=ge){let ke=$[V];
if(ke==null)continue;if(Bt!=null){let et=Bt[V]??0;if(ke-et==0)continue;he=j(et,D,E,q)}let Oe=S.distr!=2||p!=null?x[V]:V,Sn=C(Oe,S,I,H),nn=j(ce(ke,le),D,E,q),Mt=J(
Sn-pe),ln=J(Xe(nn,he)),nt=J(vt(nn,he)),ut=ln-nt;if(ke!=null){let et=ke<0?ee:tn,wt=ke<0?tn:ee;_t?(Ee>0&&Gt[V]!=null&&ie(kn.get(Gt[V]),Mt,nt+rt(Ee/2),ne,Xe(0,ut-Ee),
et,wt),Ft[V]!=null&&ie(ct.get(Ft[V]),Mt,nt+rt(Ee/2),ne,Xe(0,ut-Ee),et,wt)):ie(xn,Mt,nt+rt(Ee/2),ne,Xe(0,ut-Ee),et,wt),R(y,_,V,Mt-Ee/2,nt,ne+Ee,ut)}}return Ee>0?
Ke.stroke=_t?kn:xn:_t||(Ke._fill=M.width==0?M._fill:M._stroke??M._fill,Ke.width=0),Ke.fill=_t?ct:xn,Ke})}function sf(e,t){let n=ce(t?.alignGaps,0);return(l,s,i,a)=>wn(
l,s,(c,f,p,d,m,b,y,_,P,v,M)=>{[i,a]=Yl(p,i,a);let x=c.pxRound,$=U=>x(b(U,d,v,_)),S=U=>x(y(U,m,M,P)),D,C,j;d.ori==0?(D=Xl,j=Xn,C=jr):(D=es,j=el,C=Yr);let H=d.dir*
(d.ori==0?1:-1),q=$(f[H==1?i:a]),I=q,E=[],J=[];for(let U=H==1?i:a;U>=i&&U<=a;U+=H)if(p[U]!=null){let ge=f[U],ie=$(ge);E.push(I=ie),J.push(S(p[U]))}let W={stroke:e(
E,J,D,j,C,x),fill:null,clip:null,band:null,gaps:null,flags:Zn},Y=W.stroke,[G,te]=uo(l,s);if(c.fill!=null||G!=0){let U=W.fill=new Path2D(Y),Ie=c.fillTo(l,s,c.min,
c.max,G),ge=S(Ie);j(U,I,ge),j(U,q,ge)}if(!c.spanGaps){let U=[];U.push(...fo(f,p,i,a,H,$,n)),W.gaps=U=c.gaps(l,s,i,a,U),W.clip=Ql(U,d.ori,_,P,v,M)}return te!=0&&
(W.band=te==2?[Ht(l,s,i,a,Y,-1),Ht(l,s,i,a,Y,1)]:Ht(l,s,i,a,Y,te)),W})}function of(e){return sf(rf,e)}function rf(e,t,n,l,s,i){let a=e.length;if(a<2)return null;
let c=new Path2D;if(n(c,e[0],t[0]),a==2)l(c,e[1],t[1]);else{let f=Array(a),p=Array(a-1),d=Array(a-1),m=Array(a-1);for(let b=0;b<a-1;b++)d[b]=t[b+1]-t[b],m[b]=e[b+
1]-e[b],p[b]=d[b]/m[b];f[0]=p[0];for(let b=1;b<a-1;b++)p[b]===0||p[b-1]===0||p[b-1]>0!=p[b]>0?f[b]=0:(f[b]=3*(m[b-1]+m[b])/((2*m[b]+m[b-1])/p[b-1]+(m[b]+2*m[b-1])/
p[b]),isFinite(f[b])||(f[b]=0));f[a-1]=p[a-2];for(let b=0;b<a-1;b++)s(c,e[b]+m[b]/3,t[b]+f[b]*m[b]/3,e[b+1]-m[b]/3,t[b+1]-f[b+1]*m[b]/3,e[b+1],t[b+1])}return c}
var Zs=new Set;function hr(){for(let e of Zs)e.syncRect(!0)}Qn&&(gn(qc,jn,hr),gn(Wc,jn,hr,!0),gn(Il,jn,()=>{Ge.pxRatio=fe}));var af=Zr(),cf=Kr();function pr(e,t,n,l){
return(l?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((i,a)=>Qs(i,a,t,n))}function uf(e,t){return e.map((n,l)=>l==0?{}:De({},t,n))}function Qs(e,t,n,l){
return De({},t==0?n:l,e)}function Qr(e,t,n){return t==null?Kn:[t,n]}var ff=Qr;function hf(e,t,n){return t==null?Kn:Ul(t,n,lo,!0)}function Xr(e,t,n,l){return t==
null?Kn:Kl(t,n,e.scales[l].log,!1)}var pf=Xr;function ea(e,t,n,l){return t==null?Kn:no(t,n,e.scales[l].log,!1)}var df=ea;function mf(e,t,n,l,s){let i=Xe(Ii(e),Ii(
t)),a=t-e,c=Tt(s/l*a,n);do{let f=n[c],p=l*f/a;if(p>=s&&i+(f<5?Xt.get(f):0)<=17)return[f,p]}while(++c<n.length);return[0,0]}function dr(e){let t,n;return e=e.replace(
/(\d+)px/,(l,s)=>(t=Ne((n=+s)*fe))+"px"),[e,t,n]}function gf(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=we(t[2]*fe,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),
t[1]=n})}function Ge(e,t,n){let l={mode:ce(e.mode,1)},s=l.mode;function i(o,r,u,h){let g=r.valToPct(o);return h+u*(r.dir==-1?1-g:g)}function a(o,r,u,h){let g=r.
valToPct(o);return h+u*(r.dir==-1?g:1-g)}function c(o,r,u,h){return r.ori==0?i(o,r,u,h):a(o,r,u,h)}l.valToPosH=i,l.valToPosV=a;let f=!1;l.status=0;let p=l.root=
gt(Sc);if(e.id!=null&&(p.id=e.id),it(p,e.class),e.title){let o=gt(_c,p);o.textContent=e.title}let d=St("canvas"),m=l.ctx=d.getContext("2d"),b=gt(Mc,p);gn("click",
b,o=>{o.target===_&&(xe!=Dn||_e!=Rn)&&je.click(l,o)},!0);let y=l.under=gt(Ec,b);b.appendChild(d);let _=l.over=gt($c,b);e=Jn(e);let P=+ce(e.pxAlign,1),v=ur(P);(e.
plugins||[]).forEach(o=>{o.opts&&(e=o.opts(l,e)||e)});let M=e.ms||.001,x=l.series=s==1?pr(e.series||[],lr,ar,!1):uf(e.series||[null],rr),$=l.axes=pr(e.axes||[],
nr,or,!0),S=l.scales={},D=l.bands=e.bands||[];D.forEach(o=>{o.fill=oe(o.fill||null),o.dir=ce(o.dir,-1)});let C=s==2?x[1].facets[0].scale:x[0].scale,j={axes:ya,series:ma},
H=(e.drawOrder||["axes","series"]).map(o=>j[o]);function q(o){let r=o.distr==3?u=>zt(u>0?u:o.clamp(l,u,o.min,o.max,o.key)):o.distr==4?u=>Vs(u,o.asinh):o.distr==
100?u=>o.fwd(u):u=>u;return u=>{let h=r(u),{_min:g,_max:w}=o,T=w-g;return(h-g)/T}}function I(o){let r=S[o];if(r==null){let u=(e.scales||wl)[o]||wl;if(u.from!=null){
I(u.from);let h=De({},S[u.from],u,{key:o});h.valToPct=q(h),S[o]=h}else{r=S[o]=De({},o==C?zr:Zu,u),r.key=o;let h=r.time,g=r.range,w=Qt(g);if((o!=C||s==2&&!h)&&(w&&
(g[0]==null||g[1]==null)&&(g={min:g[0]==null?zi:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?zi:{mode:1,hard:g[1],soft:g[1]}},w=!1),!w&&Zl(g))){let T=g;g=(A,L,F)=>L==
null?Kn:Ul(L,F,T)}r.range=oe(g||(h?ff:o==C?r.distr==3?pf:r.distr==4?df:Qr:r.distr==3?Xr:r.distr==4?ea:hf)),r.auto=oe(w?!1:r.auto),r.clamp=oe(r.clamp||Ju),r._min=
r._max=null,r.valToPct=q(r)}}}I("x"),I("y"),s==1&&x.forEach(o=>{I(o.scale)}),$.forEach(o=>{I(o.scale)});for(let o in e.scales)I(o);let E=S[C],J=E.distr,W,Y;E.ori==
0?(it(p,Tc),W=i,Y=a):(it(p,vc),W=a,Y=i);let G={};for(let o in S){let r=S[o];(r.min!=null||r.max!=null)&&(G[o]={min:r.min,max:r.max},r.min=r.max=null)}let te=e.tzDate||
(o=>new Date(Ne(o/M))),U=e.fmtDate||io,Ie=M==1?Tu(te):Mu(te),ge=Xi(te,Qi(M==1?Su:_u,U)),ie=tr(te,er($u,U)),R=[],N=l.legend=De({},Lu,e.legend),O=l.cursor=De({},Fu,
{drag:{y:s==2}},e.cursor),le=N.show,he=O.show,pe=N.markers;N.idxs=R,pe.width=oe(pe.width),pe.dash=oe(pe.dash),pe.stroke=oe(pe.stroke),pe.fill=oe(pe.fill);let ne,
Le,Re,Ee=[],_t=[],Ft,ct=!1,Gt={};if(N.live){let o=x[1]?x[1].values:null;ct=o!=null,Ft=ct?o(l,1,0):{_:0};for(let r in Ft)Gt[r]=eo}if(le)if(ne=St("table",Rc,p),Re=
St("tbody",null,ne),N.mount(l,ne),ct){Le=St("thead",null,ne,Re);let o=St("tr",null,Le);St("th",null,o);for(var kn in Ft)St("th",Ai,o).textContent=kn}else it(ne,
Nc),N.live&&it(ne,Oc);let yn={show:!0},tl={show:!1};function yl(o,r){if(r==0&&(ct||!N.live||s==2))return Kn;let u=[],h=St("tr",Fc,Re,Re.childNodes[r]);it(h,o.class),
o.show||it(h,mn);let g=St("th",null,h);if(pe.show){let A=gt(Bc,g);if(r>0){let L=pe.width(l,r);L&&(A.style.border=L+"px "+pe.dash(l,r)+" "+pe.stroke(l,r)),A.style.
background=pe.fill(l,r)}}let w=gt(Ai,g);o.label instanceof HTMLElement?w.appendChild(o.label):w.textContent=o.label,r>0&&(pe.show||(w.style.color=o.width>0?pe.stroke(
l,r):pe.fill(l,r)),Ke("click",g,A=>{if(O._lock)return;on(A);let L=x.indexOf(o);if((A.ctrlKey||A.metaKey)!=N.isolate){let F=x.some((B,z)=>z>0&&z!=L&&B.show);x.forEach(
(B,z)=>{z>0&&$t(z,F?z==L?yn:tl:yn,!0,Ce.setSeries)})}else $t(L,{show:!o.show},!0,Ce.setSeries)},!1),vn&&Ke(Di,g,A=>{O._lock||(on(A),$t(x.indexOf(o),Nn,!0,Ce.setSeries))},
!1));for(var T in Ft){let A=St("td",Vc,h);A.textContent="--",u.push(A)}return[h,u]}let en=new Map;function Ke(o,r,u,h=!0){let g=en.get(r)||{},w=O.bind[o](l,r,u,
h);w&&(gn(o,r,g[o]=w),en.set(r,g))}function xn(o,r,u){let h=en.get(r)||{};for(let g in h)(o==null||g==o)&&(Us(g,r,h[g]),delete h[g]);o==null&&en.delete(r)}let Bt=0,
tn=0,ee=0,V=0,ke=0,Oe=0,Sn=ke,nn=Oe,Mt=ee,ln=V,nt=0,ut=0,et=0,wt=0;l.bbox={};let ls=!1,xl=!1,Tn=!1,sn=!1,Sl=!1,ft=!1;function ss(o,r,u){(u||o!=l.width||r!=l.height)&&
go(o,r),An(!1),Tn=!0,xl=!0,Pn()}function go(o,r){l.width=Bt=ee=o,l.height=tn=V=r,ke=Oe=0,aa(),ca();let u=l.bbox;nt=u.left=pn(ke*fe,.5),ut=u.top=pn(Oe*fe,.5),et=
u.width=pn(ee*fe,.5),wt=u.height=pn(V*fe,.5)}let oa=3;function ia(){let o=!1,r=0;for(;!o;){r++;let u=wa(r),h=ka(r);o=r==oa||u&&h,o||(go(l.width,l.height),xl=!0)}}
function ra({width:o,height:r}){ss(o,r)}l.setSize=ra;function aa(){let o=!1,r=!1,u=!1,h=!1;$.forEach((g,w)=>{if(g.show&&g._show){let{side:T,_size:A}=g,L=T%2,F=g.
label!=null?g.labelSize:0,B=A+F;B>0&&(L?(ee-=B,T==3?(ke+=B,h=!0):u=!0):(V-=B,T==0?(Oe+=B,o=!0):r=!0))}}),rn[0]=o,rn[1]=u,rn[2]=r,rn[3]=h,ee-=It[1]+It[3],ke+=It[3],
V-=It[2]+It[0],Oe+=It[0]}function ca(){let o=ke+ee,r=Oe+V,u=ke,h=Oe;function g(w,T){switch(w){case 1:return o+=T,o-T;case 2:return r+=T,r-T;case 3:return u-=T,u+
T;case 0:return h-=T,h+T}}$.forEach((w,T)=>{if(w.show&&w._show){let A=w.side;w._pos=g(A,w._size),w.label!=null&&(w._lpos=g(A,w.labelSize))}})}if(O.dataIdx==null){
let o=O.hover,r=o.skip=new Set(o.skip??[]);r.add(void 0);let u=o.prox=oe(o.prox),h=o.bias??=0;O.dataIdx=(g,w,T,A)=>{if(w==0)return T;let L=T,F=u(g,w,T,A)??be,B=F>=
0&&F<be,z=E.ori==0?ee:V,Q=O.left,ue=t[0],ae=t[w];if(r.has(ae[T])){L=null;let se=null,Z=null,K;if(h==0||h==-1)for(K=T;se==null&&K-- >0;)r.has(ae[K])||(se=K);if(h==
0||h==1)for(K=T;Z==null&&K++<ae.length;)r.has(ae[K])||(Z=K);if(se!=null||Z!=null)if(B){let Te=se==null?-1/0:W(ue[se],E,z,0),$e=Z==null?1/0:W(ue[Z],E,z,0),He=Q-Te,
me=$e-Q;He<=me?He<=F&&(L=se):me<=F&&(L=Z)}else L=Z==null?se:se==null?Z:T-se<=Z-T?se:Z}else B&&Fe(Q-W(ue[T],E,z,0))>F&&(L=null);return L}}let on=o=>{O.event=o};O.
idxs=R,O._lock=!1;let Ye=O.points;Ye.show=oe(Ye.show),Ye.size=oe(Ye.size),Ye.stroke=oe(Ye.stroke),Ye.width=oe(Ye.width),Ye.fill=oe(Ye.fill);let Et=l.focus=De({},
e.focus||{alpha:.3},O.focus),vn=Et.prox>=0,_n=vn&&Ye.one,ht=[],Mn=[],En=[];function bo(o,r){let u=Ye.show(l,r);if(u instanceof HTMLElement)return it(u,Dc),it(u,
o.class),Nt(u,-10,-10,ee,V),_.insertBefore(u,ht[r]),u}function wo(o,r){if(s==1||r>0){let u=s==1&&S[o.scale].time,h=o.value;o.value=u?Yi(h)?tr(te,er(h,U)):h||ie:
h||ju,o.label=o.label||(u?Vu:Bu)}if(_n||r>0){o.width=o.width==null?1:o.width,o.paths=o.paths||af||Zc,o.fillTo=oe(o.fillTo||Qu),o.pxAlign=+ce(o.pxAlign,P),o.pxRound=
ur(o.pxAlign),o.stroke=oe(o.stroke||null),o.fill=oe(o.fill||null),o._stroke=o._fill=o._paths=o._focus=null;let u=Yu(Xe(1,o.width),1),h=o.points=De({},{size:u,width:Xe(
1,u*.2),stroke:o.stroke,space:u*2,paths:cf,_stroke:null,_fill:null},o.points);h.show=oe(h.show),h.filter=oe(h.filter),h.fill=oe(h.fill),h.stroke=oe(h.stroke),h.
paths=oe(h.paths),h.pxAlign=o.pxAlign}if(le){let u=yl(o,r);Ee.splice(r,0,u[0]),_t.splice(r,0,u[1]),N.values.push(null)}if(he){R.splice(r,0,null);let u=null;_n?r==
0&&(u=bo(o,r)):r>0&&(u=bo(o,r)),ht.splice(r,0,u),Mn.splice(r,0,0),En.splice(r,0,0)}ze("addSeries",r)}function ua(o,r){r=r??x.length,o=s==1?Qs(o,r,lr,ar):Qs(o,r,
{},rr),x.splice(r,0,o),wo(x[r],r)}l.addSeries=ua;function fa(o){if(x.splice(o,1),le){N.values.splice(o,1),_t.splice(o,1);let r=Ee.splice(o,1)[0];xn(null,r.firstChild),
r.remove()}he&&(R.splice(o,1),ht.splice(o,1)[0].remove(),Mn.splice(o,1),En.splice(o,1)),ze("delSeries",o)}l.delSeries=fa;let rn=[!1,!1,!1,!1];function ha(o,r){if(o.
_show=o.show,o.show){let u=o.side%2,h=S[o.scale];h==null&&(o.scale=u?x[1].scale:C,h=S[o.scale]);let g=h.time;o.size=oe(o.size),o.space=oe(o.space),o.rotate=oe(o.
rotate),Qt(o.incrs)&&o.incrs.forEach(T=>{!Xt.has(T)&&Xt.set(T,Tr(T))}),o.incrs=oe(o.incrs||(h.distr==2?ku:g?M==1?xu:vu:dn)),o.splits=oe(o.splits||(g&&h.distr==1?
Ie:h.distr==3?Ys:h.distr==4?zu:Wu)),o.stroke=oe(o.stroke),o.grid.stroke=oe(o.grid.stroke),o.ticks.stroke=oe(o.ticks.stroke),o.border.stroke=oe(o.border.stroke);
let w=o.values;o.values=Qt(w)&&!Qt(w[0])?oe(w):g?Qt(w)?Xi(te,Qi(w,U)):Yi(w)?Eu(te,w):w||ge:w||qu,o.filter=oe(o.filter||(h.distr>=3&&h.log==10?Iu:h.distr==3&&h.log==
2?Uu:xr)),o.font=dr(o.font),o.labelFont=dr(o.labelFont),o._size=o.size(l,null,r,0),o._space=o._rotate=o._incrs=o._found=o._splits=o._values=null,o._size>0&&(rn[r]=
!0,o._el=gt(Ac,b))}}function nl(o,r,u,h){let[g,w,T,A]=u,L=r%2,F=0;return L==0&&(A||w)&&(F=r==0&&!g||r==2&&!T?Ne(nr.size/3):0),L==1&&(g||T)&&(F=r==1&&!w||r==3&&!A?
Ne(or.size/2):0),F}let ko=l.padding=(e.padding||[nl,nl,nl,nl]).map(o=>oe(ce(o,nl))),It=l._padding=ko.map((o,r)=>o(l,r,rn,0)),Ue,Be=null,Ve=null,Tl=s==1?x[0].idxs:
null,kt=null,ll=!1;function yo(o,r){if(t=o??[],l.data=l._data=t,s==2){Ue=0;for(let u=1;u<x.length;u++)Ue+=t[u][0].length}else{t.length==0&&(l.data=l._data=t=[[]]),
kt=t[0],Ue=kt.length;let u=t;if(J==2){u=t.slice();let h=u[0]=Array(Ue);for(let g=0;g<Ue;g++)h[g]=g}l._data=t=u}if(An(!0),ze("setData"),J==2&&(Tn=!0),r!==!1){let u=E;
u.auto(l,ll)?os():jt(C,u.min,u.max),sn=sn||O.left>=0,ft=!0,Pn()}}l.setData=yo;function os(){ll=!0;let o,r;s==1&&(Ue>0?(Be=Tl[0]=0,Ve=Tl[1]=Ue-1,o=t[0][Be],r=t[0][Ve],
J==2?(o=Be,r=Ve):o==r&&(J==3?[o,r]=Kl(o,o,E.log,!1):J==4?[o,r]=no(o,o,E.log,!1):E.time?r=o+Ne(86400/M):[o,r]=Ul(o,r,lo,!0))):(Be=Tl[0]=o=null,Ve=Tl[1]=r=null)),
jt(C,o,r)}let vl,$n,is,rs,as,cs,us,fs,hs,tt;function xo(o,r,u,h,g,w){o??=Li,u??=oo,h??="butt",g??=Li,w??="round",o!=vl&&(m.strokeStyle=vl=o),g!=$n&&(m.fillStyle=
$n=g),r!=is&&(m.lineWidth=is=r),w!=as&&(m.lineJoin=as=w),h!=cs&&(m.lineCap=cs=h),u!=rs&&m.setLineDash(rs=u)}function So(o,r,u,h){r!=$n&&(m.fillStyle=$n=r),o!=us&&
(m.font=us=o),u!=fs&&(m.textAlign=fs=u),h!=hs&&(m.textBaseline=hs=h)}function ps(o,r,u,h,g=0){if(h.length>0&&o.auto(l,ll)&&(r==null||r.min==null)){let w=ce(Be,0),
T=ce(Ve,h.length-1),A=u.min==null?Ic(h,w,T,g,o.distr==3):[u.min,u.max];o.min=vt(o.min,u.min=A[0]),o.max=Xe(o.max,u.max=A[1])}}let To={min:null,max:null};function pa(){
for(let h in S){let g=S[h];G[h]==null&&(g.min==null||G[C]!=null&&g.auto(l,ll))&&(G[h]=To)}for(let h in S){let g=S[h];G[h]==null&&g.from!=null&&G[g.from]!=null&&
(G[h]=To)}G[C]!=null&&An(!0);let o={};for(let h in G){let g=G[h];if(g!=null){let w=o[h]=Jn(S[h],eu);if(g.min!=null)De(w,g);else if(h!=C||s==2)if(Ue==0&&w.from==
null){let T=w.range(l,null,null,h);w.min=T[0],w.max=T[1]}else w.min=be,w.max=-be}}if(Ue>0){x.forEach((h,g)=>{if(s==1){let w=h.scale,T=G[w];if(T==null)return;let A=o[w];
if(g==0){let L=A.range(l,A.min,A.max,w);A.min=L[0],A.max=L[1],Be=Tt(A.min,t[0]),Ve=Tt(A.max,t[0]),Ve-Be>1&&(t[0][Be]<A.min&&Be++,t[0][Ve]>A.max&&Ve--),h.min=kt[Be],
h.max=kt[Ve]}else h.show&&h.auto&&ps(A,T,h,t[g],h.sorted);h.idxs[0]=Be,h.idxs[1]=Ve}else if(g>0&&h.show&&h.auto){let[w,T]=h.facets,A=w.scale,L=T.scale,[F,B]=t[g],
z=o[A],Q=o[L];z!=null&&ps(z,G[A],w,F,w.sorted),Q!=null&&ps(Q,G[L],T,B,T.sorted),h.min=T.min,h.max=T.max}});for(let h in o){let g=o[h],w=G[h];if(g.from==null&&(w==
null||w.min==null)){let T=g.range(l,g.min==be?null:g.min,g.max==-be?null:g.max,h);g.min=T[0],g.max=T[1]}}}for(let h in o){let g=o[h];if(g.from!=null){let w=o[g.
from];if(w.min==null)g.min=g.max=null;else{let T=g.range(l,w.min,w.max,h);g.min=T[0],g.max=T[1]}}}let r={},u=!1;for(let h in o){let g=o[h],w=S[h];if(w.min!=g.min||
w.max!=g.max){w.min=g.min,w.max=g.max;let T=w.distr;w._min=T==3?zt(w.min):T==4?Vs(w.min,w.asinh):T==100?w.fwd(w.min):w.min,w._max=T==3?zt(w.max):T==4?Vs(w.max,w.
asinh):T==100?w.fwd(w.max):w.max,r[h]=u=!0}}if(u){x.forEach((h,g)=>{s==2?g>0&&r.y&&(h._paths=null):r[h.scale]&&(h._paths=null)});for(let h in r)Tn=!0,ze("setSca\
le",h);he&&O.left>=0&&(sn=ft=!0)}for(let h in G)G[h]=null}function da(o){let r=js(Be-1,0,Ue-1),u=js(Ve+1,0,Ue-1);for(;o[r]==null&&r>0;)r--;for(;o[u]==null&&u<Ue-
1;)u++;return[r,u]}function ma(){if(Ue>0){let o=x.some(r=>r._focus)&&tt!=Et.alpha;o&&(m.globalAlpha=tt=Et.alpha),x.forEach((r,u)=>{if(u>0&&r.show&&(vo(u,!1),vo(
u,!0),r._paths==null)){let h=tt;tt!=r.alpha&&(m.globalAlpha=tt=r.alpha);let g=s==2?[0,t[u][0].length-1]:da(t[u]);r._paths=r.paths(l,u,g[0],g[1]),tt!=h&&(m.globalAlpha=
tt=h)}}),x.forEach((r,u)=>{if(u>0&&r.show){let h=tt;tt!=r.alpha&&(m.globalAlpha=tt=r.alpha),r._paths!=null&&_o(u,!1);{let g=r._paths!=null?r._paths.gaps:null,w=r.
points.show(l,u,Be,Ve,g),T=r.points.filter(l,u,w,g);(w||T)&&(r.points._paths=r.points.paths(l,u,Be,Ve,T),_o(u,!0))}tt!=h&&(m.globalAlpha=tt=h),ze("drawSeries",u)}}),
o&&(m.globalAlpha=tt=1)}}function vo(o,r){let u=r?x[o].points:x[o];u._stroke=u.stroke(l,o),u._fill=u.fill(l,o)}function _o(o,r){let u=r?x[o].points:x[o],{stroke:h,
fill:g,clip:w,flags:T,_stroke:A=u._stroke,_fill:L=u._fill,_width:F=u.width}=u._paths;F=we(F*fe,3);let B=null,z=F%2/2;r&&L==null&&(L=F>0?"#fff":A);let Q=u.pxAlign==
1&&z>0;if(Q&&m.translate(z,z),!r){let ue=nt-F/2,ae=ut-F/2,se=et+F,Z=wt+F;B=new Path2D,B.rect(ue,ae,se,Z)}r?ds(A,F,u.dash,u.cap,L,h,g,T,w):ga(o,A,F,u.dash,u.cap,
L,h,g,T,B,w),Q&&m.translate(-z,-z)}function ga(o,r,u,h,g,w,T,A,L,F,B){let z=!1;L!=0&&D.forEach((Q,ue)=>{if(Q.series[0]==o){let ae=x[Q.series[1]],se=t[Q.series[1]],
Z=(ae._paths||wl).band;Qt(Z)&&(Z=Q.dir==1?Z[0]:Z[1]);let K,Te=null;ae.show&&Z&&jc(se,Be,Ve)?(Te=Q.fill(l,ue)||w,K=ae._paths.clip):Z=null,ds(r,u,h,g,Te,T,A,L,F,B,
K,Z),z=!0}}),z||ds(r,u,h,g,w,T,A,L,F,B)}let Mo=Zn|Js;function ds(o,r,u,h,g,w,T,A,L,F,B,z){xo(o,r,u,h,g),(L||F||z)&&(m.save(),L&&m.clip(L),F&&m.clip(F)),z?(A&Mo)==
Mo?(m.clip(z),B&&m.clip(B),Ml(g,T),_l(o,w,r)):A&Js?(Ml(g,T),m.clip(z),_l(o,w,r)):A&Zn&&(m.save(),m.clip(z),B&&m.clip(B),Ml(g,T),m.restore(),_l(o,w,r)):(Ml(g,T),
_l(o,w,r)),(L||F||z)&&m.restore()}function _l(o,r,u){u>0&&(r instanceof Map?r.forEach((h,g)=>{m.strokeStyle=vl=g,m.stroke(h)}):r!=null&&o&&m.stroke(r))}function Ml(o,r){
r instanceof Map?r.forEach((u,h)=>{m.fillStyle=$n=h,m.fill(u)}):r!=null&&o&&m.fill(r)}function ba(o,r,u,h){let g=$[o],w;if(h<=0)w=[0,0];else{let T=g._space=g.space(
l,o,r,u,h),A=g._incrs=g.incrs(l,o,r,u,h,T);w=mf(r,u,A,h,T)}return g._found=w}function ms(o,r,u,h,g,w,T,A,L,F){let B=T%2/2;P==1&&m.translate(B,B),xo(A,T,L,F,A),m.
beginPath();let z,Q,ue,ae,se=g+(h==0||h==3?-w:w);u==0?(Q=g,ae=se):(z=g,ue=se);for(let Z=0;Z<o.length;Z++)r[Z]!=null&&(u==0?z=ue=o[Z]:Q=ae=o[Z],m.moveTo(z,Q),m.lineTo(
ue,ae));m.stroke(),P==1&&m.translate(-B,-B)}function wa(o){let r=!0;return $.forEach((u,h)=>{if(!u.show)return;let g=S[u.scale];if(g.min==null){u._show&&(r=!1,u.
_show=!1,An(!1));return}else u._show||(r=!1,u._show=!0,An(!1));let w=u.side,T=w%2,{min:A,max:L}=g,[F,B]=ba(h,A,L,T==0?ee:V);if(B==0)return;let z=g.distr==2,Q=u.
_splits=u.splits(l,h,A,L,F,B,z),ue=g.distr==2?Q.map(K=>kt[K]):Q,ae=g.distr==2?kt[Q[1]]-kt[Q[0]]:F,se=u._values=u.values(l,u.filter(l,ue,h,B,ae),h,B,ae);u._rotate=
w==2?u.rotate(l,se,h,B):0;let Z=u._size;u._size=bt(u.size(l,se,h,o)),Z!=null&&u._size!=Z&&(r=!1)}),r}function ka(o){let r=!0;return ko.forEach((u,h)=>{let g=u(l,
h,rn,o);g!=It[h]&&(r=!1),It[h]=g}),r}function ya(){for(let o=0;o<$.length;o++){let r=$[o];if(!r.show||!r._show)continue;let u=r.side,h=u%2,g,w,T=r.stroke(l,o),A=u==
0||u==3?-1:1,[L,F]=r._found;if(r.label!=null){let Ze=r.labelGap*A,ot=Ne((r._lpos+Ze)*fe);So(r.labelFont[0],T,"center",u==2?"top":Pi),m.save(),h==1?(g=w=0,m.translate(
ot,Ne(ut+wt/2)),m.rotate((u==3?-Gl:Gl)/2)):(g=Ne(nt+et/2),w=ot);let un=kr(r.label)?r.label(l,o,L,F):r.label;m.fillText(un,g,w),m.restore()}if(F==0)continue;let B=S[r.
scale],z=h==0?et:wt,Q=h==0?nt:ut,ue=r._splits,ae=B.distr==2?ue.map(Ze=>kt[Ze]):ue,se=B.distr==2?kt[ue[1]]-kt[ue[0]]:L,Z=r.ticks,K=r.border,Te=Z.show?Z.size:0,$e=Ne(
Te*fe),He=Ne((r.alignTo==2?r._size-Te-r.gap:r.gap)*fe),me=r._rotate*-Gl/180,Ae=v(r._pos*fe),lt=($e+He)*A,Je=Ae+lt;w=h==0?Je:0,g=h==1?Je:0;let pt=r.font[0],yt=r.
align==1?In:r.align==2?Ns:me>0?In:me<0?Ns:h==0?"center":u==3?Ns:In,Pt=me||h==1?"middle":u==2?"top":Pi;So(pt,T,yt,Pt);let st=r.font[1]*r.lineGap,dt=ue.map(Ze=>v(
c(Ze,B,z,Q))),xt=r._values;for(let Ze=0;Ze<xt.length;Ze++){let ot=xt[Ze];if(ot!=null){h==0?g=dt[Ze]:w=dt[Ze],ot=""+ot;let un=ot.indexOf(`
`)==-1?[ot]:ot.split(/\n/gm);for(let Qe=0;Qe<un.length;Qe++){let Io=un[Qe];me?(m.save(),m.translate(g,w+Qe*st),m.rotate(me),m.fillText(Io,0,0),m.restore()):m.fillText(
Io,g,w+Qe*st)}}}Z.show&&ms(dt,Z.filter(l,ae,o,F,se),h,u,Ae,$e,we(Z.width*fe,3),Z.stroke(l,o),Z.dash,Z.cap);let Lt=r.grid;Lt.show&&ms(dt,Lt.filter(l,ae,o,F,se),h,
h==0?2:1,h==0?ut:nt,h==0?wt:et,we(Lt.width*fe,3),Lt.stroke(l,o),Lt.dash,Lt.cap),K.show&&ms([Ae],[1],h==0?1:0,h==0?1:2,h==1?ut:nt,h==1?wt:et,we(K.width*fe,3),K.stroke(
l,o),K.dash,K.cap)}ze("drawAxes")}function An(o){x.forEach((r,u)=>{u>0&&(r._paths=null,o&&(s==1?(r.min=null,r.max=null):r.facets.forEach(h=>{h.min=null,h.max=null})))})}
let El=!1,gs=!1,sl=[];function xa(){gs=!1;for(let o=0;o<sl.length;o++)ze(...sl[o]);sl.length=0}function Pn(){El||(ru(Eo),El=!0)}function Sa(o,r=!1){El=!0,gs=r,o(
l),Eo(),r&&sl.length>0&&queueMicrotask(xa)}l.batch=Sa;function Eo(){if(ls&&(pa(),ls=!1),Tn&&(ia(),Tn=!1),xl){if(ve(y,In,ke),ve(y,"top",Oe),ve(y,dl,ee),ve(y,ml,V),
ve(_,In,ke),ve(_,"top",Oe),ve(_,dl,ee),ve(_,ml,V),ve(b,dl,Bt),ve(b,ml,tn),d.width=Ne(Bt*fe),d.height=Ne(tn*fe),$.forEach(({_el:o,_show:r,_size:u,_pos:h,side:g})=>{
if(o!=null)if(r){let w=g===3||g===0?u:0,T=g%2==1;ve(o,T?"left":"top",h-w),ve(o,T?"width":"height",u),ve(o,T?"top":"left",T?Oe:ke),ve(o,T?"height":"width",T?V:ee),
Is(o,mn)}else it(o,mn)}),vl=$n=is=as=cs=us=fs=hs=rs=null,tt=1,rl(!0),ke!=Sn||Oe!=nn||ee!=Mt||V!=ln){An(!1);let o=ee/Mt,r=V/ln;if(he&&!sn&&O.left>=0){O.left*=o,O.
top*=r,Ln&&Nt(Ln,Ne(O.left),0,ee,V),Cn&&Nt(Cn,0,Ne(O.top),ee,V);for(let u=0;u<ht.length;u++){let h=ht[u];h!=null&&(Mn[u]*=o,En[u]*=r,Nt(h,bt(Mn[u]),bt(En[u]),ee,
V))}}if(Se.show&&!Sl&&Se.left>=0&&Se.width>0){Se.left*=o,Se.width*=o,Se.top*=r,Se.height*=r;for(let u in Ss)ve(On,u,Se[u])}Sn=ke,nn=Oe,Mt=ee,ln=V}ze("setSize"),
xl=!1}Bt>0&&tn>0&&(m.clearRect(0,0,d.width,d.height),ze("drawClear"),H.forEach(o=>o()),ze("draw")),Se.show&&Sl&&($l(Se),Sl=!1),he&&sn&&(cn(null,!0,!1),sn=!1),N.
show&&N.live&&ft&&(ys(),ft=!1),f||(f=!0,l.status=1,ze("ready")),ll=!1,El=!1}l.redraw=(o,r)=>{Tn=r||!1,o!==!1?jt(C,E.min,E.max):Pn()};function bs(o,r){let u=S[o];
if(u.from==null){if(Ue==0){let h=u.range(l,r.min,r.max,o);r.min=h[0],r.max=h[1]}if(r.min>r.max){let h=r.min;r.min=r.max,r.max=h}if(Ue>1&&r.min!=null&&r.max!=null&&
r.max-r.min<1e-16)return;o==C&&u.distr==2&&Ue>0&&(r.min=Tt(r.min,t[0]),r.max=Tt(r.max,t[0]),r.min==r.max&&r.max++),G[o]=r,ls=!0,Pn()}}l.setScale=bs;let ws,ks,Ln,
Cn,$o,Ao,Dn,Rn,Po,Lo,xe,_e,Ut=!1,je=O.drag,qe=je.x,We=je.y;he&&(O.x&&(ws=gt(Lc,_)),O.y&&(ks=gt(Cc,_)),E.ori==0?(Ln=ws,Cn=ks):(Ln=ks,Cn=ws),xe=O.left,_e=O.top);let Se=l.
select=De({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),On=Se.show?gt(Pc,Se.over?_:y):null;function $l(o,r){if(Se.show){for(let u in o)Se[u]=o[u],u in
Ss&&ve(On,u,o[u]);r!==!1&&ze("setSelect")}}l.setSelect=$l;function Ta(o){if(x[o].show)le&&Is(Ee[o],mn);else if(le&&it(Ee[o],mn),he){let u=_n?ht[0]:ht[o];u!=null&&
Nt(u,-10,-10,ee,V)}}function jt(o,r,u){bs(o,{min:r,max:u})}function $t(o,r,u,h){r.focus!=null&&$a(o),r.show!=null&&x.forEach((g,w)=>{w>0&&(o==w||o==null)&&(g.show=
r.show,Ta(w),s==2?(jt(g.facets[0].scale,null,null),jt(g.facets[1].scale,null,null)):jt(g.scale,null,null),Pn())}),u!==!1&&ze("setSeries",o,r),h&&al("setSeries",
l,o,r)}l.setSeries=$t;function va(o,r){De(D[o],r)}function _a(o,r){o.fill=oe(o.fill||null),o.dir=ce(o.dir,-1),r=r??D.length,D.splice(r,0,o)}function Ma(o){o==null?
D.length=0:D.splice(o,1)}l.addBand=_a,l.setBand=va,l.delBand=Ma;function Ea(o,r){x[o].alpha=r,he&&ht[o]!=null&&(ht[o].style.opacity=r),le&&Ee[o]&&(Ee[o].style.opacity=
r)}let Vt,Yt,an,Nn={focus:!0};function $a(o){if(o!=an){let r=o==null,u=Et.alpha!=1;x.forEach((h,g)=>{if(s==1||g>0){let w=r||g==0||g==o;h._focus=r?null:w,u&&Ea(g,
w?1:Et.alpha)}}),an=o,u&&Pn()}}le&&vn&&Ke(Ri,ne,o=>{O._lock||(on(o),an!=null&&$t(null,Nn,!0,Ce.setSeries))});function At(o,r,u){let h=S[r];u&&(o=o/fe-(h.ori==1?
Oe:ke));let g=ee;h.ori==1&&(g=V,o=g-o),h.dir==-1&&(o=g-o);let w=h._min,T=h._max,A=o/g,L=w+(T-w)*A,F=h.distr;return F==3?Yn(10,L):F==4?Kc(L,h.asinh):F==100?h.bwd(
L):L}function Aa(o,r){let u=At(o,C,r);return Tt(u,t[0],Be,Ve)}l.valToIdx=o=>Tt(o,t[0]),l.posToIdx=Aa,l.posToVal=At,l.valToPos=(o,r,u)=>S[r].ori==0?i(o,S[r],u?et:
ee,u?nt:0):a(o,S[r],u?wt:V,u?ut:0),l.setCursor=(o,r,u)=>{xe=o.left,_e=o.top,cn(null,r,u)};function Co(o,r){ve(On,In,Se.left=o),ve(On,dl,Se.width=r)}function Do(o,r){
ve(On,"top",Se.top=o),ve(On,ml,Se.height=r)}let ol=E.ori==0?Co:Do,il=E.ori==1?Co:Do;function Pa(){if(le&&N.live)for(let o=s==2?1:0;o<x.length;o++){if(o==0&&ct)continue;
let r=N.values[o],u=0;for(let h in r)_t[o][u++].firstChild.nodeValue=r[h]}}function ys(o,r){if(o!=null&&(o.idxs?o.idxs.forEach((u,h)=>{R[h]=u}):Xc(o.idx)||R.fill(
o.idx),N.idx=R[0]),le&&N.live){for(let u=0;u<x.length;u++)(u>0||s==1&&!ct)&&La(u,R[u]);Pa()}ft=!1,r!==!1&&ze("setLegend")}l.setLegend=ys;function La(o,r){let u=x[o],
h=o==0&&J==2?kt:t[o],g;ct?g=u.values(l,o,r)??Gt:(g=u.value(l,r==null?null:h[r],o,r),g=g==null?Gt:{_:g}),N.values[o]=g}function cn(o,r,u){Po=xe,Lo=_e,[xe,_e]=O.move(
l,xe,_e),O.left=xe,O.top=_e,he&&(Ln&&Nt(Ln,Ne(xe),0,ee,V),Cn&&Nt(Cn,0,Ne(_e),ee,V));let h,g=Be>Ve;Vt=be,Yt=null;let w=E.ori==0?ee:V,T=E.ori==1?ee:V;if(xe<0||Ue==
0||g){h=O.idx=null;for(let A=0;A<x.length;A++){let L=ht[A];L!=null&&Nt(L,-10,-10,ee,V)}vn&&$t(null,Nn,!0,o==null&&Ce.setSeries),N.live&&(R.fill(h),ft=!0)}else{let A,
L,F;s==1&&(A=E.ori==0?xe:_e,L=At(A,C),h=O.idx=Tt(L,t[0],Be,Ve),F=W(t[0][h],E,w,0));let B=-10,z=-10,Q=0,ue=0,ae=!0,se="",Z="";for(let K=s==2?1:0;K<x.length;K++){
let Te=x[K],$e=R[K],He=$e==null?null:s==1?t[K][$e]:t[K][1][$e],me=O.dataIdx(l,K,h,L),Ae=me==null?null:s==1?t[K][me]:t[K][1][me];if(ft=ft||Ae!=He||me!=$e,R[K]=me,
K>0&&Te.show){let lt=me==null?-10:me==h?F:W(s==1?t[0][me]:t[K][0][me],E,w,0),Je=Ae==null?-10:Y(Ae,s==1?S[Te.scale]:S[Te.facets[1].scale],T,0);if(vn&&Ae!=null){let pt=E.
ori==1?xe:_e,yt=Fe(Et.dist(l,K,me,Je,pt));if(yt<Vt){let Pt=Et.bias;if(Pt!=0){let st=At(pt,Te.scale),dt=Ae>=0?1:-1,xt=st>=0?1:-1;xt==dt&&(xt==1?Pt==1?Ae>=st:Ae<=
st:Pt==1?Ae<=st:Ae>=st)&&(Vt=yt,Yt=K)}else Vt=yt,Yt=K}}if(ft||_n){let pt,yt;E.ori==0?(pt=lt,yt=Je):(pt=Je,yt=lt);let Pt,st,dt,xt,Lt,Ze,ot=!0,un=Ye.bbox;if(un!=null){
ot=!1;let Qe=un(l,K);dt=Qe.left,xt=Qe.top,Pt=Qe.width,st=Qe.height}else dt=pt,xt=yt,Pt=st=Ye.size(l,K);if(Ze=Ye.fill(l,K),Lt=Ye.stroke(l,K),_n)K==Yt&&Vt<=Et.prox&&
(B=dt,z=xt,Q=Pt,ue=st,ae=ot,se=Ze,Z=Lt);else{let Qe=ht[K];Qe!=null&&(Mn[K]=dt,En[K]=xt,Wi(Qe,Pt,st,ot),Vi(Qe,Ze,Lt),Nt(Qe,bt(dt),bt(xt),ee,V))}}}}if(_n){let K=Et.
prox,Te=an==null?Vt<=K:Vt>K||Yt!=an;if(ft||Te){let $e=ht[0];$e!=null&&(Mn[0]=B,En[0]=z,Wi($e,Q,ue,ae),Vi($e,se,Z),Nt($e,bt(B),bt(z),ee,V))}}}if(Se.show&&Ut)if(o!=
null){let[A,L]=Ce.scales,[F,B]=Ce.match,[z,Q]=o.cursor.sync.scales,ue=o.cursor.drag;if(qe=ue._x,We=ue._y,qe||We){let{left:ae,top:se,width:Z,height:K}=o.select,Te=o.
scales[z].ori,$e=o.posToVal,He,me,Ae,lt,Je,pt=A!=null&&F(A,z),yt=L!=null&&B(L,Q);pt&&qe?(Te==0?(He=ae,me=Z):(He=se,me=K),Ae=S[A],lt=W($e(He,z),Ae,w,0),Je=W($e(He+
me,z),Ae,w,0),ol(vt(lt,Je),Fe(Je-lt))):ol(0,w),yt&&We?(Te==1?(He=ae,me=Z):(He=se,me=K),Ae=S[L],lt=Y($e(He,Q),Ae,T,0),Je=Y($e(He+me,Q),Ae,T,0),il(vt(lt,Je),Fe(Je-
lt))):il(0,T)}else Ts()}else{let A=Fe(Po-$o),L=Fe(Lo-Ao);if(E.ori==1){let Q=A;A=L,L=Q}qe=je.x&&A>=je.dist,We=je.y&&L>=je.dist;let F=je.uni;F!=null?qe&&We&&(qe=A>=
F,We=L>=F,!qe&&!We&&(L>A?We=!0:qe=!0)):je.x&&je.y&&(qe||We)&&(qe=We=!0);let B,z;qe&&(E.ori==0?(B=Dn,z=xe):(B=Rn,z=_e),ol(vt(B,z),Fe(z-B)),We||il(0,T)),We&&(E.ori==
1?(B=Dn,z=xe):(B=Rn,z=_e),il(vt(B,z),Fe(z-B)),qe||ol(0,w)),!qe&&!We&&(ol(0,0),il(0,0))}if(je._x=qe,je._y=We,o==null){if(u){if(Go!=null){let[A,L]=Ce.scales;Ce.values[0]=
A!=null?At(E.ori==0?xe:_e,A):null,Ce.values[1]=L!=null?At(E.ori==1?xe:_e,L):null}al(Fs,l,xe,_e,ee,V,h)}if(vn){let A=u&&Ce.setSeries,L=Et.prox;an==null?Vt<=L&&$t(
Yt,Nn,!0,A):Vt>L?$t(null,Nn,!0,A):Yt!=an&&$t(Yt,Nn,!0,A)}}ft&&(N.idx=h,ys()),r!==!1&&ze("setCursor")}let Kt=null;Object.defineProperty(l,"rect",{get(){return Kt==
null&&rl(!1),Kt}});function rl(o=!1){o?Kt=null:(Kt=_.getBoundingClientRect(),ze("syncRect",Kt))}function Ro(o,r,u,h,g,w,T){O._lock||Ut&&o!=null&&o.movementX==0&&
o.movementY==0||(xs(o,r,u,h,g,w,T,!1,o!=null),o!=null?cn(null,!0,!0):cn(r,!0,!1))}function xs(o,r,u,h,g,w,T,A,L){if(Kt==null&&rl(!1),on(o),o!=null)u=o.clientX-Kt.
left,h=o.clientY-Kt.top;else{if(u<0||h<0){xe=-10,_e=-10;return}let[F,B]=Ce.scales,z=r.cursor.sync,[Q,ue]=z.values,[ae,se]=z.scales,[Z,K]=Ce.match,Te=r.axes[0].side%
2==1,$e=E.ori==0?ee:V,He=E.ori==1?ee:V,me=Te?w:g,Ae=Te?g:w,lt=Te?h:u,Je=Te?u:h;if(ae!=null?u=Z(F,ae)?c(Q,S[F],$e,0):-10:u=$e*(lt/me),se!=null?h=K(B,se)?c(ue,S[B],
He,0):-10:h=He*(Je/Ae),E.ori==1){let pt=u;u=h,h=pt}}L&&(r==null||r.cursor.event.type==Fs)&&((u<=1||u>=ee-1)&&(u=pn(u,ee)),(h<=1||h>=V-1)&&(h=pn(h,V))),A?($o=u,Ao=
h,[Dn,Rn]=O.move(l,u,h)):(xe=u,_e=h)}let Ss={width:0,height:0,left:0,top:0};function Ts(){$l(Ss,!1)}let Oo,No,Fo,Bo;function Vo(o,r,u,h,g,w,T){Ut=!0,qe=We=je._x=
je._y=!1,xs(o,r,u,h,g,w,T,!0,!1),o!=null&&(Ke(Bs,Hs,qo,!1),al(Ci,l,Dn,Rn,ee,V,null));let{left:A,top:L,width:F,height:B}=Se;Oo=A,No=L,Fo=F,Bo=B}function qo(o,r,u,h,g,w,T){
Ut=je._x=je._y=!1,xs(o,r,u,h,g,w,T,!1,!0);let{left:A,top:L,width:F,height:B}=Se,z=F>0||B>0,Q=Oo!=A||No!=L||Fo!=F||Bo!=B;if(z&&Q&&$l(Se),je.setScale&&z&&Q){let ue=A,
ae=F,se=L,Z=B;if(E.ori==1&&(ue=L,ae=B,se=A,Z=F),qe&&jt(C,At(ue,C),At(ue+ae,C)),We)for(let K in S){let Te=S[K];K!=C&&Te.from==null&&Te.min!=be&&jt(K,At(se+Z,K),At(
se,K))}Ts()}else O.lock&&(O._lock=!O._lock,cn(r,!0,o!=null));o!=null&&(xn(Bs,Hs),al(Bs,l,xe,_e,ee,V,null))}function Ca(o,r,u,h,g,w,T){if(O._lock)return;on(o);let A=Ut;
if(Ut){let L=!0,F=!0,B=10,z,Q;E.ori==0?(z=qe,Q=We):(z=We,Q=qe),z&&Q&&(L=xe<=B||xe>=ee-B,F=_e<=B||_e>=V-B),z&&L&&(xe=xe<Dn?0:ee),Q&&F&&(_e=_e<Rn?0:V),cn(null,!0,
!0),Ut=!1}xe=-10,_e=-10,R.fill(null),cn(null,!0,!0),A&&(Ut=A)}function Wo(o,r,u,h,g,w,T){O._lock||(on(o),os(),Ts(),o!=null&&al(Oi,l,xe,_e,ee,V,null))}function zo(){
$.forEach(gf),ss(l.width,l.height,!0)}gn(Il,jn,zo);let Fn={};Fn.mousedown=Vo,Fn.mousemove=Ro,Fn.mouseup=qo,Fn.dblclick=Wo,Fn.setSeries=(o,r,u,h)=>{let g=Ce.match[2];
u=g(l,r,u),u!=-1&&$t(u,h,!0,!1)},he&&(Ke(Ci,_,Vo),Ke(Fs,_,Ro),Ke(Di,_,o=>{on(o),rl(!1)}),Ke(Ri,_,Ca),Ke(Oi,_,Wo),Zs.add(l),l.syncRect=rl);let Al=l.hooks=e.hooks||
{};function ze(o,r,u){gs?sl.push([o,r,u]):o in Al&&Al[o].forEach(h=>{h.call(null,l,r,u)})}(e.plugins||[]).forEach(o=>{for(let r in o.hooks)Al[r]=(Al[r]||[]).concat(
o.hooks[r])});let Ho=(o,r,u)=>u,Ce=De({key:null,setSeries:!1,filters:{pub:Ui,sub:Ui},scales:[C,x[1]?x[1].scale:null],match:[ji,ji,Ho],values:[null,null]},O.sync);
Ce.match.length==2&&Ce.match.push(Ho),O.sync=Ce;let Go=Ce.key,vs=Hr(Go);function al(o,r,u,h,g,w,T){Ce.filters.pub(o,r,u,h,g,w,T)&&vs.pub(o,r,u,h,g,w,T)}vs.sub(l);
function Da(o,r,u,h,g,w,T){Ce.filters.sub(o,r,u,h,g,w,T)&&Fn[o](null,r,u,h,g,w,T)}l.pub=Da;function Ra(){vs.unsub(l),Zs.delete(l),en.clear(),Us(Il,jn,zo),p.remove(),
ne?.remove(),ze("destroy")}l.destroy=Ra;function _s(){ze("init",e,t),yo(t||e.data,!1),G[C]?bs(C,G[C]):os(),Sl=Se.show&&(Se.width>0||Se.height>0),sn=ft=!0,ss(e.width,
e.height)}return x.forEach(wo),$.forEach(ha),n?n instanceof HTMLElement?(n.appendChild(p),_s()):n(l,_s):_s(),l}Ge.assign=De;Ge.fmtNum=so;Ge.rangeNum=Ul;Ge.rangeLog=
Kl;Ge.rangeAsinh=no;Ge.orient=wn;Ge.pxRatio=fe;Ge.join=iu;Ge.fmtDate=io,Ge.tzDate=bu;Ge.sync=Hr;{Ge.addGap=Xu,Ge.clipGaps=Ql;let e=Ge.paths={points:Kr};e.linear=
Zr,e.stepped=nf,e.bars=lf,e.spline=of}var ta=[{title:"Throughput",unit:"tokens/s",format:fn,series:[["out_rate","output"],["in_rate","prompts"]]},{title:"KV usage",format:qt,range:[0,1],series:[["kv\
_usage","blocks in use"]]},{title:"Requests",format:re,whole:!0,series:[["running","running"],["waiting","waiting"]]},{title:"Median latency",format:Me,tick:Ol,
series:[["ttft","TTFT"],["tpot","TPOT"]]}],bf=[void 0,[4,3]];function wf(e,{series:t}){let n=e?.at??[];return[n,...t.map(([l])=>n.map((s,i)=>po(e[l]?.[i])))]}function kf(e,{
series:t,format:n,unit:l}){return t.map(([s,i])=>{let a=po(e?.[s]?.at(-1));return`${i} ${n(a,Dt)}${l&&a!==null?` ${l}`:""}`})}function na({model:e,scope:t,theme:n}){
let l=Ge.sync(`nbs-${Math.random()}`),s=ta.map(f=>({chart:f,words:f.series.map((p,d)=>k(`span.nbs-line-${d+1}`)),place:k("div.nbs-plot",{role:"img"}),plot:null})),
i=k("div.nbs-charts",{},s.map(({chart:f,words:p,place:d})=>k("figure",{},k("figcaption",{},k("b",{},f.title),k("span.nbs-note",{},p)),d))),a=t.frame(()=>{let f=e.
get("time");for(let p of s){let{clientWidth:d}=p.place;if(!d)continue;let m=wf(f,p.chart);p.plot?p.plot.setData(m):p.plot=new Ge(yf(p.chart,d,n,l.key),m,p.place),
p.plot.width!==d&&p.plot.setSize({width:d,height:la})}}),c=zn(t,()=>{let f=e.get("time")??{},p=ta.flatMap(({series:d,format:m})=>d.map(([b,y])=>({name:b,label:y,
format:m})));return{caption:"One row a second, newest first",head:["Time",...p.map(({label:d})=>d)],body:(f.at??[]).map((d,m)=>[Zt(d),...p.map(({name:b,format:y})=>y(
po(f[b]?.[m]),"–"))]).reverse().slice(0,60)}});return t.bind("time",f=>{for(let{chart:p,words:d,place:m}of s){let b=kf(f,p);b.forEach((y,_)=>X(d[_],y)),m.setAttribute(
"aria-label",`${p.title} over the last five minutes. Now: ${b.join(", ")}`)}c.refresh(),a()}),n.watch(()=>{for(let f of s)f.plot?.destroy(),f.plot=null;a()}),t.
observe(new ResizeObserver(a),i),t.defer(()=>{for(let{plot:f}of s)f?.destroy()}),Rt("time","Time","One point a second over the last five minutes. Gaps are secon\
ds without traffic. Where requests wait, watch KV usage: a full pool is what they wait for.",i,c.element)}var la=132;function yf({series:e,format:t,tick:n=t,range:l,
whole:s},i,a,c){let f={stroke:a.ink(.65),font:"10px system-ui, sans-serif",grid:{stroke:a.ink(.1),width:1},ticks:{show:!1}},p=d=>d===null?"":n(d);return{width:i,
height:la,legend:{live:!0},cursor:{sync:{key:c},y:!1,points:{size:5}},scales:{y:{range:l??((d,m,b)=>[0,(b||1)*1.08])}},axes:[{...f,size:22,space:60,values:(d,m)=>m.
map(b=>Zt(b))},{...f,size:52,space:28,incrs:s?[1,2,5,10,20,50,100,200,500,1e3]:void 0,values:(d,m)=>m.map(p)}],series:[{label:"at",value:(d,m)=>Zt(m)},...e.map(
([,d],m)=>({label:d,stroke:a.named(`--nbs-line-${m+1}`),width:1.5,dash:bf[m],points:{show:!1},value:(b,y)=>t(y,Dt)}))]}}function po(e){return Number.isFinite(e)?
e:null}var mo="_view",xf=Object.freeze({selected:null,sort:"submitted",descending:!0}),ns=class{#e;#n;constructor(t,n){this.#e=t,this.#n=n}get(){return{...xf,...this.#e.
get(mo)}}set(t){this.#e.set(mo,{...this.get(),...t})}toggle(t){this.set({selected:this.get().selected===t?null:t})}bind(t){this.#n.on(`change:${mo}`,()=>t(this.
get())),t(this.get())}};var sa={now:ki,blocks:pi,batch:ni,time:na,requests:$i};function Sf({model:e,el:t}){let n=new Cl(e),l=k("div.nbs",{role:"region","aria-label":`Engine ${e.get("no\
w")?.engine??""}`.trim()});t.append(l);let s={model:e,scope:n,root:l,kernel:new Ll(e,n),theme:new Dl(l,n),view:new ns(e,n),slots:new Rl};s.slots.learn(e.get("po\
ol")?.owners??[]),n.on("change:pool",()=>s.slots.learn(e.get("pool")?.owners??[])),l.append(gi(s),jo(s),yi(s));for(let i of e.get("panels")??[])i in sa&&l.append(
sa[i](s));return n.frame(()=>s.theme.refresh())(),()=>{n.close(),l.remove()}}var up={render:Sf};export{up as default};
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
