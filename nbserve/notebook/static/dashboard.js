// Built from nbserve/notebook/js/src/dashboard; edit that, then run "npm run build" there.
var Oa="http://www.w3.org/2000/svg";function k(e,t={},...n){return Io(l=>document.createElement(l),e,t,n)}function ke(e,t={},...n){return Io(l=>document.createElementNS(
Oa,l),e,t,n)}function Io(e,t,n,l){let[s,...i]=t.split("."),a=e(s);i.length&&a.setAttribute("class",i.join(" "));for(let[c,p]of Object.entries(n))if(c.startsWith(
"on"))a.addEventListener(c.slice(2),p);else if(c==="dataset")Object.assign(a.dataset,p);else if(c==="style")for(let[f,m]of Object.entries(p))a.style.setProperty(
f,m);else Ct(a,c,p);return a.append(...l.flat().filter(c=>c!=null&&c!==!1)),a}function Ct(e,t,n){n==null||n===!1?e.removeAttribute(t):e.getAttribute(t)!==String(
n)&&e.setAttribute(t,n===!0?"":String(n))}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function Al(e="",t={}){return k("span.nbs-unseen",t,e)}var Bn="The kernel is busy with a cell; this takes effect when it ends.",Pl=class{#e;#n;#t=new Map;#l=Math.floor(Math.random()*1073741823);constructor(t,n){this.#e=
t,this.#n=n,n.on("msg:custom",l=>this.#s(l)),n.defer(()=>{for(let{timer:l}of this.#t.values())clearTimeout(l);this.#t.clear()})}ask(t,n=()=>{}){let l=this.#l++;
return new Promise(s=>{if(this.#n.closed)return;let i={resolve:s,busy:n,late:!1};i.timer=setTimeout(()=>{i.late=!0,n(!0)},400),this.#t.set(l,i),this.#e.send({...t,
id:l})})}#s(t){let n=this.#t.get(t?.answer);n&&(this.#t.delete(t.answer),clearTimeout(n.timer),n.late&&n.busy(!1),n.resolve(t))}};var Ll=class{#e;#n=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let n=()=>this.#n.delete(n)&&t();return this.#n.add(n),n}on(t,n){return this.#e.on(t,
n),this.defer(()=>this.#e.off(t,n))}bind(t,n){this.on(`change:${t}`,()=>n(this.#e.get(t))),n(this.#e.get(t))}listen(t,n,l){return t.addEventListener(n,l),this.defer(
()=>t.removeEventListener(n,l))}observe(t,n,l){return t.observe(n,l),this.defer(()=>t.disconnect())}frame(t){let n=0;return this.defer(()=>cancelAnimationFrame(
n)),()=>{n||this.closed||(n=requestAnimationFrame(()=>{n=0,t()}))}}debounce(t,n){let l=0,s=()=>clearTimeout(l),i=(...a)=>{s(),this.closed||(l=setTimeout(()=>n(...a),
t))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let t of[...this.#n].reverse())t()}};function Na(e){let t=(e.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:e.startsWith("color\
(")?t.map(n=>Math.round(n*255)):t}function Fa([e,t,n]){return .2126*e+.7152*t+.0722*n>140}var Cl=class{#e;#n;#t=new Set;#l=null;constructor(t,n){this.#e=t,this.#n=
n;let l=()=>this.refresh(),s=n.debounce(400,l),i=()=>{l(),s()},a=new MutationObserver(i);for(let c of[document.documentElement,document.body])n.observe(a,c,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});n.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),this.refresh()}watch(t){
return this.#t.add(t),this.#n.defer(()=>this.#t.delete(t))}refresh(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#l){this.#l=t,this.rgb=Na(
t),this.dark=Fa(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let n of this.#t)n()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t})`}named(t){return getComputedStyle(
this.#e).getPropertyValue(t).trim()||this.ink()}};function mt(e,t,n=1){let l=(250+e*137.508)%360,s=Math.floor(e/8)%2?-.09:0;return`oklch(${((t?.74:.62)+s).toFixed(2)} 0.13 ${l.toFixed(1)} / ${n})`}var Dl=class{#e=new Map;learn(t){
for(let{request:n,answer:l,slot:s}of t){let i=`${n}.${l}`;this.#e.delete(i),this.#e.set(i,s)}for(let n of this.#e.keys()){if(this.#e.size<=4096)break;this.#e.delete(
n)}}slot(t,n=0){return this.#e.get(`${t}.${n}`)??t+n}};var Ba={closed:"This engine is closed. What you see is its last state.",failed:"This engine has failed and serves no more requests. What you see is its last sta\
te."},Va="This is the last state; run the cell again.";function Uo({model:e,scope:t,root:n}){let l=k("p.nbs-banner",{role:"status",hidden:!0}),s=()=>{let i=n.closest(
".jupyter-widgets-disconnected")!==null,{state:a,error:c}=e.get("now")??{},p=i?Va:c??Ba[a];n.classList.toggle("nbs-gone",i),l.hidden=!p,ee(l,p??"")};return t.bind(
"now",s),t.observe(new MutationObserver(s),n.parentElement,{attributes:!0,attributeFilter:["class"]}),t.on("comm_live_update",s),t.frame(s)(),l}function qa(e){return e instanceof Uint8Array?e:ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):e instanceof ArrayBuffer?new Uint8Array(
e):new Uint8Array(0)}function Wa(e,t){let n=qa(t),l=Math.floor(n.byteLength/e.BYTES_PER_ELEMENT);return n.byteOffset%e.BYTES_PER_ELEMENT===0?new e(n.buffer,n.byteOffset,
l):new e(n.slice(0,l*e.BYTES_PER_ELEMENT).buffer)}function Ms(e){let{total:t=0,block_size:n=1,cells:l,owners:s=[]}=e??{};return{total:t,blockSize:n,cells:_s(Uint32Array,
l,t),owners:s}}function Vn(e,t){let n=e&65535,l=e>>>16&255,s=e>>>24&63,i=(e&1073741824)!==0;return{slot:n?n-1:null,tokens:t<=255?l:Math.round(l/255*t),share:Math.
min(1,l/Math.min(255,Math.max(1,t))),refs:s,published:i,state:s?"used":i?"cached":"free"}}function Es(e){let{first:t=0,columns:n=0,rows:l=0,cells:s,counts:i,table:a=[],
mode:c=null,more:p=0}=e??{},f=l*n;return{first:t,columns:n,rows:l,table:a,mode:c,more:p,cells:_s(Uint32Array,s,f),counts:_s(Uint16Array,i,f)}}var za=["out","pre\
fill","decode","recompute","waiting","speculated"];function Jt(e){let t=e&1048575,n=za[e>>>20&15];return{index:t?t-1:null,kind:t?n??"decode":"idle",finished:(e&
16777216)!==0,preempted:(e&33554432)!==0}}function _s(e,t,n){let l=Wa(e,t);if(l.length>=n)return l.subarray(0,n);let s=new e(n);return s.set(l),s}var Dt="no traffic",qn=e=>e!=null&&Number.isFinite(e);function ie(e){return qn(e)?Math.round(e).toLocaleString("en-US"):"–"}function Pe(e,t){return`${ie(e)} ${t}${e===
1?"":"s"}`}function fn(e,t=Dt){if(!qn(e))return t;if(e===0)return"0";let n=e>=99.95?0:e>=9.995?1:2;return e.toLocaleString("en-US",{minimumFractionDigits:n,maximumFractionDigits:n})}
function qt(e,t=Dt){if(!qn(e))return t;let n=e*100;return n>0&&n<1?"< 1 %":n>99&&n<100?`${(Math.floor(n*10)/10).toFixed(1)} %`:`${Math.round(n)} %`}function Me(e,t=Dt){
if(!qn(e))return t;let n=e*1e3;if(n<999.5)return`${n===0?"0":n<9.95?Ha(n,n<1?2:1):Math.round(n)} ms`;if(e<99.95)return`${e<9.995?e.toFixed(2):e.toFixed(1)} s`;let l=Math.
round(e),s=Math.floor(l/60);return`${ie(s)} min ${String(l%60).padStart(2,"0")} s`}function jo(e){return e===0?"0":Me(e).replace(/\.(\d*?)0+ /,(t,n)=>n?`.${n} `:
" ")}function Zt(e){return qn(e)?new Date(e*1e3).toLocaleTimeString("en-GB"):"–"}function hn(e,t=0,n=1){return n>1||t>0?`r${e}.${t}`:`r${e}`}function Yo(e){return qn(
e)?e>=.98?"full":e>=.9?"nearly full":null:null}function Ko(e){return e.replaceAll(`
`,"⏎").replaceAll("	","⇥").replaceAll("\r","␍")}function Ha(e,t){return String(Number(e.toFixed(t)))}function Ga(e,t,{total:n,columns:l,page:s=10}){let i=Math.floor(e/l)*l,a={ArrowLeft:e-1,ArrowRight:e+1,ArrowUp:e-l,ArrowDown:e+l,Home:i,End:Math.min(i+l,n)-1,PageUp:Math.
max(e-s*l,e%l),PageDown:e+s*l};if(!(t in a))return null;let c=a[t];return t==="PageDown"&&c>=n?Math.max(e,Ia(e%l,n,l)):c<0||c>=n?e:c}function Ia(e,t,n){let l=Math.
floor((t-1)/n)*n+e;return l<t?l:l-n}var Wn=class{constructor(t,n,{onMove:l,onSelect:s=()=>{},onEscape:i=()=>{}}){this.index=null,this.byKeyboard=!1,this.ring=k(
"div.nbs-ring",{hidden:!0,"aria-hidden":"true"}),this.#e=n,this.#n=l,t.append(this.ring);let a=c=>{let p=t.getBoundingClientRect();return n.at(c.clientX-p.left,
c.clientY-p.top)};t.addEventListener("pointermove",c=>this.move(a(c))),t.addEventListener("pointerleave",()=>{this.byKeyboard||this.move(null)}),t.addEventListener(
"click",c=>{let p=a(c);p!==null&&s(p)}),t.addEventListener("focus",()=>{this.index===null&&t.matches(":focus-visible")&&n.shape().total&&this.move(this.#t,!0)}),
t.addEventListener("blur",()=>this.move(null)),t.addEventListener("keydown",c=>{if(c.ctrlKey||c.metaKey||c.altKey||!n.shape().total)return;let p=Ga(this.index??
this.#t,c.key,n.shape());if(p!==null)this.move(p,!0);else if((c.key==="Enter"||c.key===" ")&&this.index!==null)s(this.index);else if(c.key==="Escape"&&this.index!==
null)this.move(null),i();else return;c.preventDefault(),c.stopPropagation()})}#e;#n;#t=0;move(t,n=!1){t===this.index&&n===this.byKeyboard||(this.index=t,this.byKeyboard=
n,t!==null&&(this.#t=t),this.place(),this.#n(t,n))}place(){let{total:t}=this.#e.shape();if(this.#t=Math.min(this.#t,Math.max(0,t-1)),this.index!==null&&this.index>=
t){this.move(null);return}if(this.ring.hidden=this.index===null,this.index===null)return;let{x:n,y:l,width:s,height:i}=this.#e.rect(this.index);Object.assign(this.
ring.style,{transform:`translate(${n-2}px, ${l-2}px)`,width:`${s+4}px`,height:`${i+4}px`})}};function cl(e,t,n){let l=window.devicePixelRatio||1,[s,i]=[Math.round(t*l),Math.round(n*l)],a=e.width!==s||e.height!==i;a&&(e.width=s,e.height=i,e.style.width=`${t}\
px`,e.style.height=`${n}px`);let c=e.getContext("2d");return c?(c.setTransform(l,0,0,l,0,0),{context:c,changed:a}):null}function $s(e,t,n){let l=document.createElement(
"canvas"),s=cl(l,e,t)?.context;return s&&n(s),l}function Rl(e,t,n,l,s,i,a=4){e.save(),e.beginPath(),e.rect(t,n,l,s),e.clip(),e.strokeStyle=i,e.lineWidth=1,e.beginPath();
for(let c=-s+a/2;c<l;c+=a)e.moveTo(t+c,n+s),e.lineTo(t+c+s,n);e.stroke(),e.restore()}function As({rows:e,columns:t},n){let s=Math.max(4,Math.min(18,(n-28)/Math.max(1,t))),i=e<=12?18:e<=24?13:e<=40?10:8;return{rows:e,columns:t,gutter:28,pitchX:s,
pitchY:i,width:28+t*s,height:e*i,total:e*t}}function Jo({rows:e,columns:t,gutter:n,pitchX:l,pitchY:s},i,a){let[c,p]=[Math.floor((i-n)/l),Math.floor(a/s)];return c<
0||c>=t||p<0||p>=e?null:p*t+c}function Zo({columns:e,gutter:t,pitchX:n,pitchY:l},s){return{x:t+s%e*n,y:Math.floor(s/e)*l,width:n,height:l-2}}var Ua={prefill:"pr\
efill",decode:"decode",recompute:"recomputed after a preemption",waiting:"in the batch, not computed in this step",speculated:"decode, speculated",out:"out of t\
he batch"};function Qo(e,t,n=()=>1){let{columns:l,first:s,table:i}=e,a=`Step ${s+t%l}, slot ${Math.floor(t/l)}`,c=Jt(e.cells[t]);if(c.index===null)return`${a}: \
idle slot.`;let[p,f]=i[c.index]??["?",0],m=e.counts[t],d=[hn(p,f,n(p)),Ua[c.kind]];return(m>1||m&&c.kind!=="decode")&&d.push(Pe(m,"token")),c.preempted&&d.push(
"preempted before this step"),c.finished&&d.push("finished in this step"),`${a}: ${d.join(", ")}.`}function Xo({cells:e}){if(!e.length)return null;let t=0;for(let n of e)
n&1048575||t++;return t/e.length}var ja="10px system-ui, sans-serif";function ei(e,t,n,{theme:l,slots:s,chosen:i}){let a=cl(e,n.width,n.height);if(!a)return;let{
context:c}=a,{columns:p,pitchX:f,pitchY:m,gutter:d}=n,b=f>=7?1:.5,y=m-2;c.clearRect(0,0,n.width,n.height),c.font=ja,c.textBaseline="middle";let v=new Map,P=_=>(v.
has(_)||v.set(_,[mt(_,l.dark),mt(_,l.dark,.3)]),v.get(_));for(let _=0;_<n.rows;_++){let M=_*m;c.fillStyle=l.ink(.55),c.textAlign="right",(m>=13||_%5===0)&&c.fillText(
String(_),d-6,M+y/2+.5),c.textAlign="left";for(let x=0;x<p;x++){let E=d+x*f,S=f-b,R=Jt(t.cells[_*p+x]);if(R.index===null){c.globalAlpha=1,ti(c,E,M,S,y,l.ink(.3));
continue}let[D,J]=t.table[R.index]??[R.index,0],[H,V]=P(s.slot(D,J));c.globalAlpha=i===null||i===D?1:.25,Ya[R.kind](c,E,M,S,y,H,V,l),R.finished&&(c.fillStyle=l.
ink(),c.fillRect(E+S-2,M,2,y)),R.preempted&&Ka(c,E,M,Math.min(S,y)*.8,l.ink())}if(m>=13)for(let{index:x,x:E,text:S,width:R}of Za(c,t,n,_)){let[D,J]=t.table[x];c.
globalAlpha=i===null||i===D?1:.25,c.fillStyle=P(s.slot(D,J))[0],c.fillRect(E,M,R,y),c.globalAlpha=1,c.fillStyle=l.dark?"#000":"#fff",c.fillText(S,E+3,M+y/2+.5)}
c.globalAlpha=1}}var Ya={prefill(e,t,n,l,s,i,a){e.fillStyle=a,e.fillRect(t,n,l,s),Rl(e,t,n,l,s,i,4)},decode(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n,l,s)},recompute(e,t,n,l,s,i,a,c){
e.fillStyle=a,e.fillRect(t,n,l,s),e.strokeStyle=c.ink(.8),e.lineWidth=1,e.beginPath(),e.moveTo(t+1,n+2),e.lineTo(t+l-1,n+s-2),e.moveTo(t+l-1,n+2),e.lineTo(t+1,n+
s-2),e.stroke()},waiting(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n+s/2-1,l,2)},speculated(e,t,n,l,s,i,a){e.fillStyle=a,e.fillRect(t,n,l,s),e.fillStyle=i,e.fillRect(
t,n+s*.6,l,s*.4)},out(e,t,n,l,s,i){ti(e,t,n,l,s,i)}};function ti(e,t,n,l,s,i){e.strokeStyle=i,e.lineWidth=1,e.strokeRect(Math.round(t)+.5,n+.5,Math.max(1,Math.round(
l)-1),s-1)}function Ka(e,t,n,l,s){e.fillStyle=s,e.beginPath(),e.moveTo(t,n),e.lineTo(t+l,n),e.lineTo(t,n+l),e.fill()}function Ja(e,t){let n=[];for(let l=0;l<e.columns;l++){
let{index:s}=Jt(e.cells[t*e.columns+l]),i=n.at(-1);i&&i.index===s&&i.to===l?i.to++:s!==null&&n.push({index:s,from:l,to:l+1})}return n}function Za(e,t,{columns:n,
gutter:l,pitchX:s},i){let a=[];for(let{index:c,from:p,to:f}of Ja(t,i)){if(!t.table[c])continue;let m=P=>Jt(t.cells[i*n+P]).kind,d=p;for(;d<f&&m(d)!=="decode";)d++;
let b=d;for(;b<f&&m(b)==="decode";)b++;let y=hn(...t.table[c]),v=Math.ceil((e.measureText(y).width+6)/s)*s;(b-d)*s>v&&a.push({index:c,text:y,width:v-1,x:l+d*s})}
return a}function Rt(e,t,n,...l){return k(`section.nbs-panel.nbs-${e}`,{"aria-label":t},k("header.nbs-head",{},k("h3",{},t),k("details.nbs-what",{},k("summary",{"aria-la\
bel":`${t}: what am I looking at?`},"What is this?"),k("p",{},n))),...l)}function zn(e,t){let n=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Tab\
le"}),l=k("details.nbs-table",{},k("summary",{},"Show as table"),n),s=0,i=()=>{s=performance.now()+1e3;let{caption:c,head:p,body:f}=t();n.replaceChildren(k("tab\
le",{},k("caption",{},c),k("thead",{},k("tr",{},p.map(m=>k("th",{scope:"col"},m)))),k("tbody",{},f.map(m=>k("tr",{},m.map(d=>k("td",{},d)))))))},a=e.debounce(1e3,
()=>l.open&&i());return l.addEventListener("toggle",()=>l.open?i():n.replaceChildren()),{element:l,refresh(){l.open&&(performance.now()>=s?i():a())}}}function ni({scope:e,theme:t,view:n,slots:l}){let s=Es(null),i=As(s,0),a=0,c=k("canvas",{"aria-hidden":"true"}),p=k("div.nbs-surface",{tabindex:"0",role:"applic\
ation","aria-roledescription":"batch grid","aria-label":"Batch slots by step. Arrow keys move, Enter chooses the request."},c),f=k("div.nbs-window",{},p),m=k("s\
pan.nbs-note"),d=k("div.nbs-info.nbs-none"),b=Al("",{"aria-live":"polite"}),y=e.debounce(300,E=>ee(b,E)),v=e.frame(()=>{let{selected:E}=n.get(),S=s.table.some(([
R])=>R===E)?E:null;a&&ei(c,s,i,{theme:t,slots:l,chosen:S})}),P=()=>{let{index:E}=_;return d.classList.toggle("nbs-none",E===null),ee(d,E===null?"Point at a cell\
, or move through the grid with the arrow keys.":Qo(s,E)),d.textContent},_=new Wn(p,{shape:()=>({total:i.total,columns:i.columns}),at:(E,S)=>Jo(i,E,S),rect:E=>Zo(
i,E)},{onMove:(E,S)=>{let R=P();E!==null&&S&&y(R)},onSelect:E=>{let{index:S}=Jt(s.cells[E]);S===null?n.set({selected:null}):n.toggle(s.table[S]?.[0]??null)},onEscape:()=>n.
set({selected:null})}),M=zn(e,()=>({caption:"The last steps, newest first",head:["Step","Computed","Idle slots"],body:[...Qa(s)].reverse().slice(0,32)})),x=()=>{
i=As(s,a),p.style.width=`${i.width}px`,p.style.height=`${i.height}px`,_.place(),v()};return e.bind("batch",E=>{s=Es(E);let S=Xo(s),R=s.columns?[`steps ${ie(s.first)}\
–${ie(s.first+s.columns-1)}`,`${qt(S)} of the slots idle`,s.mode&&`${s.mode} batching`,s.more&&`${Pe(s.more,"more slot")} not shown`]:["no step yet"];ee(m,R.filter(
Boolean).join(" · ")),x(),P(),M.refresh()}),n.bind(v),t.watch(v),e.on("change:pool",v),e.observe(new ResizeObserver(([{contentRect:E}])=>{E.width!==a&&(a=E.width,
x())}),f),Rt("batch","Batch","Each row is a place in the batch, each column one step, the newest at the right. With continuous batching a place is taken again a\
s soon as its request has finished; with static batching it stays idle until the whole batch has.",m,f,Xa(),d,b,M.element)}function*Qa(e){for(let t=0;t<e.columns;t++){
let n=[],l=0;for(let s=0;s<e.rows;s++){let i=s*e.columns+t,{index:a,kind:c,finished:p}=Jt(e.cells[i]);a===null?l++:n.push(`${hn(...e.table[a]??[])} ${c} ${e.counts[i]}${p?
" (finished)":""}`)}yield[ie(e.first+t),n.join(", "),ie(l)]}}function Xa(){let e=(t,n)=>k("span.nbs-key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);
return k("div.nbs-keys",{},e("prefill","prefill"),e("filled","decode"),e("recompute","recomputed"),e("pending","in the batch, not computed"),e("end","finished"),
e("taken","preempted"),e("free","idle slot"))}var li=[30,26,22,18,16,14,12,11,10,9,8,7,6,5],ec=240;function Ps(e,t){let n=l=>{let s=Math.max(1,Math.min(e||1,Math.floor(t/l))),i=Math.ceil(e/s);return{total:e,
pitch:l,gap:l>=12?2:1,columns:s,rows:i,height:i*l}};return li.map(n).find(({height:l})=>l<=ec)??n(li.at(-1))}function si({total:e,pitch:t,columns:n},l,s){let[i,
a]=[Math.floor(l/t),Math.floor(s/t)],c=a*n+i;return i<0||i>=n||a<0||c>=e?null:c}function Nl({pitch:e,gap:t,columns:n},l){let s=e-t;return{x:l%n*e,y:Math.floor(l/
n)*e,width:s,height:s}}var Ol=class{#e=new Uint32Array(0);#n="";#t=new Map;#l=null;#s=null;paint(t,{cells:n,blockSize:l},s,i,a,c=!1){let{pitch:p,columns:f,total:m}=s,
d=Math.floor(i.top/p)*f,b=Math.min(m,Math.ceil((i.top+i.height)/p)*f),y=[p,f,m,i.top,i.height,a.version,a.theme.ink(),devicePixelRatio].join(),v=c||y!==this.#n;
v&&this.#o(t,n,s,i,a,y);let P=0;for(let _=d;_<b;_++){if(!v&&this.#e[_]===n[_])continue;this.#e[_]=n[_];let{x:M,y:x,width:E}=Nl(s,_);v||t.clearRect(M,x-i.top,E,E),
this.#i(t,Vn(n[_],l),M,x-i.top,E,a,a.chosen?.get(_)),P++}return t.globalAlpha=1,P}#o(t,n,{pitch:l,gap:s,columns:i},a,{theme:c},p){let f=l-s;t.clearRect(0,0,i*l,
a.height),this.#n=p,this.#e=new Uint32Array(n.length),this.#t.clear();let m=d=>{d.strokeStyle=c.ink(.34),d.lineWidth=1,d.strokeRect(.5,.5,f-1,f-1)};this.#l=$s(f,
f,m),this.#s=$s(f,f,d=>{Rl(d,0,0,f,f,c.ink(f<8?.6:.5),f<8?3:4),m(d)})}#i(t,n,l,s,i,a,c){if(t.globalAlpha=a.chosen&&c===void 0?.22:1,n.state!=="used"){t.drawImage(
n.state==="cached"?this.#s:this.#l,l,s,i,i);return}let{full:p,tint:f}=this.#r(n.slot??0,a.theme);t.fillStyle=f,t.fillRect(l,s,i,i);let m=Math.max(n.tokens?1:0,Math.
round(n.share*i));if(t.fillStyle=p,t.fillRect(l,s+i-m,i,m),n.refs>1){let b=Math.max(2,Math.round(i*.36));t.fillStyle=a.theme.ink(),t.beginPath(),t.moveTo(l+i-b,
s),t.lineTo(l+i,s),t.lineTo(l+i,s+b),t.fill()}let d=c??(i>=24?a.labels.get(n.slot):"");if(d&&i>=14){t.font=`${i>=24?10:9}px system-ui, sans-serif`,t.textAlign="\
center",t.textBaseline="middle";let[b,y]=a.theme.dark?["#fff","#000"]:["#000","#fff"],[v,P]=[l+i/2,s+i/2+1];n.share<.7&&(t.lineWidth=2.5,t.lineJoin="round",t.strokeStyle=
y,t.strokeText(d,v,P,i-2)),t.fillStyle=n.share<.7?b:y,t.fillText(d,v,P,i-2)}}#r(t,{dark:n}){let l=this.#t.get(t);return l||(l={full:mt(t,n),tint:mt(t,n,.3)},this.#t.
set(t,l)),l}};function oi(e){let t=new Map;for(let n of e)n.blocks.forEach((l,s)=>{let i=t.get(l);i?i.push({owner:n,logical:s}):t.set(l,[{owner:n,logical:s}])});return t}function Ot({
label:e,request:t,answer:n}){return e??hn(t,n)}function ii(e,t){let n=new Map;for(let l of e)l.request===t&&l.blocks.forEach((s,i)=>n.set(s,String(i)));return n.
size?n:null}function ri(e,t,n=()=>1){return e.blocks.map((l,s)=>({logical:s,block:l,filled:Math.max(0,Math.min(t,e.computed-s*t)),size:t,shared:n(l)>1}))}function ai(e,t,n,l){
let s=`Block ${e}`;if(t.state==="free")return`${s}: free.`;if(t.state==="cached")return`${s}: cached. Nobody uses it; its ${Pe(t.tokens,"token")} can be found a\
gain (prefix cache).`;let i=n.map(({owner:p,logical:f})=>`${Ot(p)} (logical block ${f})`),a=i.length>4?[...i.slice(0,3),`${i.length-3} more`]:i,c=t.published?";\
 in the prefix cache":"";return`${s}: ${t.tokens} of ${l} tokens, ${Pe(t.refs,"reference")}${t.refs>1?" (shared)":""}${c}${a.length?`. ${a.join(", ")}`:""}.`}function ci(e){
let[t,n,l]=[0,0,0];for(let s of e){let i=s>>>24&63;i?t++:s&1073741824&&l++,i>1&&n++}return{used:t,shared:n,cached:l,free:e.length-t-l}}var Hn=20,Wt={width:104,height:16},Bl=92,Fl=200;function tc(e){let t=new Map([...e].sort((n,l)=>n.block-l.block).map(({block:n},l)=>[n,l]));return e.map(n=>({...n,
left:n.logical*Hn,right:t.get(n.block)*Hn}))}function fi(e,t,n,l){return e.map(s=>{let i=ri(s,t,n),a=tc(i.slice(0,Fl)),c=mt(s.slot,l),p=2*Wt.width+Bl,f=ke("svg",
{width:p,height:a.length*Hn,viewBox:`0 0 ${p} ${a.length*Hn}`,role:"img","aria-label":nc(s,i)},a.map(m=>lc(m,c)),a.map(m=>ui(0,m.left,m,c,`${m.logical}`)),a.map(
m=>ui(Wt.width+Bl,m.right,m,c,`#${m.block}${m.shared?" shared":""}`)));return k("figure.nbs-map",{},k("figcaption",{},k("b",{},Ot(s)),` ${Pe(s.computed,"token")}\
 in ${Pe(i.length,"block")}`),k("div.nbs-columns",{style:{width:`${p}px`},"aria-hidden":"true"},k("span",{},"logical"),k("span",{},"physical")),k("div.nbs-scrol\
l",{tabindex:"0",role:"region","aria-label":`Block table of ${Ot(s)}`},f),i.length>Fl?k("p.nbs-note",{},`The first ${Fl} of ${Pe(i.length,"block")}.`):null)})}function nc(e,t){
let n=t.slice(0,Fl).map(({logical:l,block:s,filled:i,size:a})=>`${l} to ${s} (${i}/${a})`);return`Block table of ${Ot(e)}, logical to physical: ${n.join(", ")}`}
function ui(e,t,{filled:n,size:l},s,i){let a=e===0;return ke("g",{transform:`translate(${e} ${t+2})`},ke("rect.nbs-slot",{width:Wt.width,height:Wt.height,rx:1}),
ke("rect",{width:Wt.width*n/l,height:Wt.height,rx:1,fill:s,"fill-opacity":a?.28:.5}),ke("text",{x:6,y:12},i),a?ke("text",{x:Wt.width-6,y:12,"text-anchor":"end"},
`${n}/${l}`):null)}function lc({left:e,right:t},n){let[l,s]=[Wt.width+2,Wt.width+Bl-2],[i,a]=[e+Hn/2,t+Hn/2],c=Bl*.45;return ke("path",{d:`M${l} ${i}C${l+c} ${i}\
 ${s-c} ${a} ${s} ${a}`,fill:"none",stroke:n,"stroke-width":1.5})}var Ls=40,hi=420;function pi({scope:e,theme:t,view:n,kernel:l}){let s=Ms(null),i=Ps(0,1),a=null,c={theme:t,labels:new Map,chosen:null,version:0},p=0,f=k("canvas",
{"aria-hidden":"true"}),m=k("div.nbs-surface",{tabindex:"0",role:"application","aria-roledescription":"block grid","aria-label":"Blocks of the KV cache. Arrow k\
eys move, Enter chooses the request."}),d=k("div.nbs-window",{},m);m.append(f);let b=k("div.nbs-info"),y=k("div.nbs-tokens"),v=Al("",{"aria-live":"polite"}),P=k(
"div.nbs-legend",{role:"group","aria-label":"Running requests"}),_=k("span.nbs-note"),M=k("div.nbs-side",{hidden:!0}),x=new Ol,E=C=>(a??=oi(s.owners)).get(C)??[],
S=C=>s.cells[C]>>>24&63,R=e.frame(()=>{if(!p||!s.total)return;let C=Math.min(i.height,hi),z=cl(f,i.columns*i.pitch,C);if(!z)return;let j=Math.min(d.scrollTop,i.
height-C);f.style.transform=`translateY(${j}px)`,x.paint(z.context,s,i,{top:j,height:C},c,z.changed)}),D=()=>{i=Ps(s.total,p),m.style.width=`${i.columns*i.pitch}\
px`,m.style.height=`${i.height}px`,Y.place(),R()},J=C=>{c={...c,...C,version:c.version+1},R()},H=e.debounce(150,async C=>{let{block:z}=await l.ask({do:"block",number:C});
if(z?.number!==Y.index)return;let j=z.text.map(O=>k("span",{},Ko(O)));y.replaceChildren(...j),Y.byKeyboard&&V(`Text: ${z.text.join("")}`)}),V=e.debounce(350,C=>ee(
v,C)),I=0,$=(C,z)=>{y.replaceChildren(),H.cancel(),Z(),C!==null&&(I=s.cells[C],z&&(V(b.textContent),q(C)),Vn(I,s.blockSize).tokens&&H(C))},Z=()=>{let C=Y.index,
z=C===null?"Point at a block, or move through the grid with the arrow keys.":ai(C,Vn(s.cells[C],s.blockSize),E(C),s.blockSize);b.classList.toggle("nbs-none",C===
null),ee(b,z)},q=C=>{let{y:z,height:j}=Nl(i,C);z<d.scrollTop?d.scrollTop=z:z+j>d.scrollTop+d.clientHeight&&(d.scrollTop=z+j-d.clientHeight)},Y=new Wn(m,{shape:()=>({
total:s.total,columns:i.columns,page:Math.floor(hi/i.pitch)}),at:(C,z)=>si(i,C,z),rect:C=>Nl(i,C)},{onMove:$,onSelect:C=>{let z=E(C),{selected:j}=n.get(),O=z.findIndex(
({owner:re})=>re.request===j);n.set({selected:z.length?z[O+1]?.owner.request??(O<0?z[0].owner.request:null):null})},onEscape:()=>n.set({selected:null})}),G=new Map,
ne=()=>{let{selected:C}=n.get(),z=s.owners.slice(0,Ls),j=z.map(O=>`${Ot(O)}:${O.slot}`);if(j.join()!==[...G.keys()].join()){G.clear();for(let[O,re]of z.entries()){
let ye=k("button.nbs-chip",{type:"button",title:re.prompt||null,onclick:()=>n.toggle(re.request)},k("i",{"aria-hidden":"true"}),Ot(re));G.set(j[O],{button:ye,owner:re})}
P.replaceChildren(...[...G.values()].map(({button:O})=>O)),s.owners.length>Ls&&P.append(k("span.nbs-note",{},`and ${s.owners.length-Ls} more`))}for(let{button:O,
owner:re}of G.values())O.setAttribute("aria-pressed",String(re.request===C)),O.firstChild.style.background=mt(re.slot,t.dark)},U=e.frame(()=>{let{selected:C}=n.
get();if(M.hidden=C===null,C===null){M.replaceChildren();return}let z=s.owners.filter(ye=>ye.request===C),j=[...M.querySelectorAll(".nbs-scroll")].map(ye=>ye.scrollTop),
O=k("header",{},k("h4",{},"Block table"),k("button",{type:"button","aria-label":"Close the block table",onclick:()=>n.set({selected:null})},"Close")),re=M.contains(
document.activeElement)&&document.activeElement.tagName==="BUTTON";M.replaceChildren(O,...z.length?fi(z,s.blockSize,S,t.dark):[k("p.nbs-note",{},`r${C} owns no \
blocks: it waits, or has ended.`)]),M.querySelectorAll(".nbs-scroll").forEach((ye,pe)=>ye.scrollTop=j[pe]??0),re&&O.querySelector("button").focus()}),He=zn(e,()=>({
caption:"Running requests and their block tables",head:["Request","Tokens held","Blocks","Block table (logical order)"],body:s.owners.map(C=>[Ot(C),ie(C.computed),
ie(C.blocks.length),C.blocks.join(" ")])})),me=()=>{let{selected:C}=n.get(),z=C===null?null:ii(s.owners,C),j=c.chosen?[...c.chosen].join():"";(z?[...z].join():"")!==
j&&J({chosen:z}),ne(),U()};return e.bind("pool",C=>{let z=s.total;s=Ms(C),a=null;let j=new Map(s.owners.map(oe=>[oe.slot,Ot(oe)]));[...j].some(([oe,Qe])=>(c.labels.
get(oe)??Qe)!==Qe)&&c.version++,c.labels=j,z!==s.total&&D();let{used:O,shared:re,cached:ye,free:pe}=ci(s.cells);ee(_,`${ie(O)} in use (${ie(re)} shared) · ${ie(
ye)} cached · ${ie(pe)} free · ${s.blockSize} tokens a block`),Z(),Y.index!==null&&s.cells[Y.index]!==I&&(I=s.cells[Y.index],Vn(I,s.blockSize).tokens?H(Y.index):
y.replaceChildren()),me(),He.refresh(),R()}),n.bind(me),t.watch(()=>{J({}),ne(),U()}),d.addEventListener("scroll",R),e.observe(new ResizeObserver(([{contentRect:C}])=>{
C.width!==p&&(p=C.width,D())}),d),Rt("blocks","Blocks","Each cell is a block: room for the keys and values of a few consecutive tokens. A request takes blocks a\
s it grows, anywhere in the pool, and its block table says which; blocks with the same beginning are shared. Choose a request to see its table.",_,k("div.nbs-sp\
lit",{},k("div.nbs-main",{},d,sc(),P,b,y,v,He.element),M))}function sc(){let e=(t,n)=>k("span.nbs-key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return k(
"div.nbs-keys",{},e("filled","in use, full"),e("partly","partly filled"),e("shared","shared"),e("cached","cached, nobody's"),e("free","free"))}var di={idle:["○","idle"],running:["●","running"],asleep:["◐","asleep"],closed:["□","closed"],failed:["✕","failed"],replay:["▷","replay"]};function mi(e){
return e?.state==="closed"?"The engine is closed.":e?.state==="failed"?"The engine has failed.":e?.state==="replay"?"This is a recording.":null}function gi({model:e,
scope:t,kernel:n}){let l=k("h2"),s=k("span.nbs-about"),i=k("span",{"aria-hidden":"true"}),a=k("span"),c=k("span.nbs-state",{role:"status"},i,a),p=k("span.nbs-no\
tice",{role:"status"}),f=H=>ee(p,H),m=t.debounce(4e3,()=>f("")),d=async(H,V)=>{m.cancel(),f("");let I=await n.ask(H,$=>f($?Bn:""));f(I.ok?V??"":I.error??"That d\
id not work."),I.ok&&m()},b=(H,V,I)=>k("button",{type:"button",title:V,onclick:I},H),y=()=>!!e.get("now")?.paused,v=b("Pause admission","New requests wait; thos\
e that run go on.",()=>d({do:y()?"resume":"pause"})),P=b("Cancel all…","Ends every request, running or waiting; their texts so far stay.",()=>R(!0)),_=b("Clea\
r prefix cache","Forgets cached blocks that no running request uses.",()=>d({do:"clear_prefix_cache"},"The prefix cache is empty.")),M=k("span"),x=b("Cancel the\
m","",()=>{R(!1),d({do:"cancel_all"})}),E=b("Keep them","",()=>R(!1)),S=k("span.nbs-confirm",{role:"group","aria-label":"Cancel all requests?",hidden:!0},M,x,E),
R=H=>{let{running:V=0,waiting:I=0}=e.get("now")??{};ee(M,`Cancel ${Pe(V+I,"request")}?`),S.hidden=!H,P.hidden=H,(H?E:P).focus()};S.addEventListener("keydown",H=>{
H.key==="Escape"&&R(!1)});let D=[v,P,_],J=k("div.nbs-buttons",{role:"group","aria-label":"Controls"},v,P,S,_);return oc()||J.append(b("Refresh","Updates do not \
come by themselves here.",()=>d({do:"refresh"}))),t.bind("now",H=>{let V=H??{};ee(l,V.engine??"engine"),ee(s,[V.model!==V.engine&&V.model,V.precision].filter(Boolean).
join(" · "));let[I,$]=di[V.state]??di.idle;ee(i,I),ee(a,V.paused&&!mi(V)?`${$}, admission paused`:$),c.dataset.state=V.state??"idle",Ct(c,"title",V.at?`as of ${Zt(
V.at)}`:null);let Z=mi(V);for(let q of[...D,x])q.disabled=!!Z,Z&&(q.title=Z);J.hidden=V.state==="replay",ee(v,V.paused?"Resume admission":"Pause admission"),Ct(
v,"aria-pressed",String(!!V.paused)),P.disabled||=!V.running&&!V.waiting}),k("div.nbs-top",{},k("div.nbs-title",{},l,s,c),J,p)}function oc(){return!globalThis.google?.
colab}function ic(e){let t=[[["Output",Cs(fn(e.out_rate),"tokens/s")],["Prompts",Cs(fn(e.in_rate),"tokens/s")],["Running",ie(e.running??0)],["Waiting",ie(e.waiting??0)],
["Finished",ie(e.finished??0),ac(e)],["Preemptions",ie(e.preempted??0)],["Steps",ie(e.steps??0)]],[bi("TTFT",e.ttft),bi("TPOT",e.tpot),["ITL p99",Me(e.itl_p99)],
["KV efficiency",qt(e.kv_efficiency)],["Prefix hits",qt(e.prefix_hit_rate)]]];return e.slo&&t[1].push(["SLO met",qt(e.slo.attainment),cc(e.slo)],["Goodput",Cs(fn(
e.slo.goodput),"req/s"),ul(e.throughput)?`of ${fn(e.throughput)} req/s`:""]),t}function rc(e){let t=e.kv_usage;return{share:ul(t)?Math.min(1,Math.max(0,t)):0,text:`${qt(
t,"–")} · ${ie(e.kv_used??0)} of ${Pe(e.kv_total??0,"block")}`,word:Yo(t)}}function ki({scope:e}){let t=k("div.nbs-bar"),n=k("div.nbs-meter",{role:"meter","a\
ria-label":"KV usage","aria-valuemin":"0","aria-valuemax":"100"},t,wi(.9),wi(.98)),l=k("span.nbs-figure"),s=k("strong.nbs-word"),i=k("div.nbs-figures"),a=new Map,
c="",p=f=>{a.clear();let m=d=>k("dl",{},d.map(([b])=>{let y={value:k("span.nbs-value"),note:k("span.nbs-note")};return a.set(b,y),k("div",{},k("dt",{},b),k("dd",
{},y.value,y.note))}));i.replaceChildren(...f.map(m))};return e.bind("now",f=>{let m=ic(f??{}),d=m.map(P=>P.map(([_])=>_).join()).join(";");d!==c&&p(m),c=d;for(let[
P,_,M=""]of m.flat()){let x=a.get(P);ee(x.value,_),x.value.classList.toggle("nbs-none",_===Dt),ee(x.note,M)}let{share:b,text:y,word:v}=rc(f??{});t.style.setProperty(
"width",`${b*100}%`),ee(l,y),ee(s,v??""),n.dataset.level=v??"",n.setAttribute("aria-valuenow",String(Math.round(b*100))),n.setAttribute("aria-valuetext",v?`${y}\
, ${v}`:y)}),Rt("now","Now","The engine's figures at this moment. TTFT is the time from submitting a request to its first token, TPOT the time per token after t\
hat, ITL the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. KV usage is the part of the pool's blocks that running \
requests own.",k("div.nbs-usage",{},k("span.nbs-label",{},"KV usage"),n,l,s),i)}var ul=e=>e!=null;function Cs(e,t){return e===Dt?e:`${e} ${t}`}function bi(e,t){
return!t||!ul(t[0])?[e,Dt]:[e,Me(t[0]),`p95 ${Me(t[1])} · p99 ${Me(t[2])}`]}function ac(e){return[e.cancelled&&`${ie(e.cancelled)} cancelled`,e.failed&&`${ie(e.
failed)} failed`].filter(Boolean).join(" · ")}function cc({ttft_ms:e,tpot_ms:t}){return[ul(e)&&`TTFT ≤ ${Me(e/1e3)}`,ul(t)&&`TPOT ≤ ${Me(t/1e3)}`].filter(Boolean).
join(" · ")}function wi(e){return k("i",{style:{left:`${e*100}%`},"aria-hidden":"true"})}var uc=[.25,.5,1,2,5,10];function yi({model:e,scope:t,kernel:n}){let l=k("button",{type:"button"}),s=k("input",{type:"range",min:"0",step:"1","aria-label":"Step\
 of the recording"}),i=k("output.nbs-figure"),a=k("select",{"aria-label":"Speed"},uc.map(y=>k("option",{value:y},`${y}×`))),c=k("span.nbs-notice",{role:"status"}),
p=k("div.nbs-replay",{role:"group","aria-label":"Replay",hidden:!0},l,s,i,a,c),f=async y=>{let v=await n.ask(y,P=>ee(c,P?Bn:""));ee(c,v.ok?"":v.error??"That did\
 not work.")},m=y=>f({do:"play",playing:!!e.get("replay")?.playing,speed:Number(a.value),...y});l.addEventListener("click",()=>m({playing:!e.get("replay")?.playing})),
a.addEventListener("change",()=>m({}));let d=!1,b=t.debounce(60,y=>f({do:"seek",position:y}));return s.addEventListener("input",()=>{d=!0,ee(i,Ds(Number(s.value),
Number(s.max)+1)),b(Number(s.value))}),s.addEventListener("change",()=>d=!1),t.bind("replay",y=>{if(p.hidden=!y,!y)return;s.max=String(Math.max(0,y.steps-1)),d||
(s.value=String(y.position),ee(i,Ds(y.position,y.steps))),s.setAttribute("aria-valuetext",Ds(y.position,y.steps)),ee(l,y.playing?"Pause":"Play");let v=String(y.
speed);[...a.options].some(P=>P.value===v)||a.append(k("option",{value:v},`${v}×`)),document.activeElement!==a&&(a.value=v)}),p}function Ds(e,t){return`step ${ie(
e+1)} of ${ie(t)}`}function Vl(e,t){return e.find(([n])=>n===t||n.startsWith(`${t} `))?.[1]??null}var fc=["finished","cancelled","failed"];function xi({events:e=[],itl:t=[]},n=0){
let l=Vl(e,"scheduled"),s=Vl(e,"first token"),i=t.map(m=>{if(s===null)return[];let d=s;return[s,...m.map(b=>d+=b)]}),c=fc.map(m=>Vl(e,m)).find(m=>m!==null)??null??
Math.max(n,...e.map(([,m])=>m),...i.map(m=>m.at(-1)??0)),p=[["queued",Vl(e,"queued")??0],["prefill",l],["decode",s]].filter(([,m])=>m!==null),f=p.map(([m,d],b)=>({
name:m,from:d,to:p[b+1]?.[1]??Math.max(d,c)}));return{end:c,phases:f,chunks:e.filter(([m])=>m.startsWith("prefill ")||m.startsWith("recompute ")).map(([m,d])=>({
name:m,at:d})),preemptions:e.filter(([m])=>m==="preempted").map(([,m])=>m),answers:i}}function Si(e,t=6){if(!(e>0))return[0];let n=e/t,l=10**Math.floor(Math.log10(
n)),s=[1,2,5,10].map(i=>i*l).find(i=>i>=n);return Array.from({length:Math.floor(e/s+1e-9)+1},(i,a)=>a*s)}function Rs(e,t){if(!e.length)return null;let n=[...e].
sort((l,s)=>l-s);return n[Math.max(0,Math.ceil(t*n.length)-1)]}var Ti=62,Gn=18;function _i({model:e,scope:t,theme:n,slots:l},s){let i=k("h4"),a=k("span.nbs-note"),c=k("div.nbs-timeline"),p=k("p.nbs-note"),f=k("pre"),m=k("di\
v.nbs-texts"),d=k("dl.nbs-params"),b=k("ol.nbs-events"),y=k("article.nbs-detail",{hidden:!0,tabindex:"-1","aria-label":"Request in detail"},k("header",{},i,a,k(
"button",{type:"button",onclick:()=>s()},"Close")),c,p,k("h5",{},"Prompt"),f,m,k("h5",{},"Parameters"),d,k("details.nbs-table",{},k("summary",{},"Show events as\
 a list"),b));y.addEventListener("keydown",_=>{_.key==="Escape"&&(_.stopPropagation(),s())});let v=[],P=t.frame(()=>{let _=e.get("detail");_&&c.clientWidth&&c.replaceChildren(
mc(xi(_,dc(e,_)),c.clientWidth,M=>mt(l.slot(_.id,M),n.dark)))});return t.bind("detail",_=>{if(y.hidden=!_,!_)return;let{texts:M=[],params:x={},itl:E=[]}=_;ee(i,
`Request r${_.id}`),ee(a,[_.state,M.length>1&&Pe(M.length,"answer")].filter(Boolean).join(" · ")),ee(p,pc(E.flat())),ee(f,_.prompt??""),v.length!==M.length&&(v=
M.map(()=>k("pre")),m.replaceChildren(...v.flatMap((S,R)=>[k("h5",{},M.length>1?`Answer ${R}`:"Answer"),S]))),M.forEach((S,R)=>{ee(v[R],S||"No text yet."),v[R].
classList.toggle("nbs-none",!S)}),vi(d,Object.entries(x),([S,R])=>k("div",{},k("dt",{},S),k("dd",{},hc(S,R)))),Object.keys(x).length||d.replaceChildren(k("div",
{},k("dt",{},"all as by default"))),vi(b,_.events??[],([S,R])=>k("li",{},k("span.nbs-figure",{},Me(R)),` ${S}`)),P()}),t.on("change:requests",P),n.watch(P),t.observe(
new ResizeObserver(P),c),y}function vi(e,t,n){let l=JSON.stringify(t);e.nbsShown!==l&&(e.nbsShown=l,e.replaceChildren(...t.map(n)))}function hc(e,t){return typeof t==
"string"&&e!=="seed"?JSON.stringify(t):typeof t=="boolean"?t?"True":"False":typeof t=="object"?JSON.stringify(t):String(t)}function pc(e){return e.length?`ITL: \
median ${Me(Rs(e,.5))}, p99 ${Me(Rs(e,.99))}, longest ${Me(Math.max(...e))}.`:""}function dc(e,{id:t,state:n}){if(n!=="waiting"&&n!=="running")return 0;let l=e.
get("requests")?.rows.find(i=>i.id===t)?.submitted,s=e.get("now")?.at;return l&&s?Math.max(0,s-l):0}function mc(e,t,n){let l=e.end||1,s=f=>Ti+f/l*(t-Ti-12),a=(1+
e.answers.length)*(Gn+6)+22,c=f=>f*(Gn+6)+1,p=e.phases.map(({name:f,from:m,to:d})=>`${f} ${Me(d-m)}`).join(", ");return ke("svg",{width:t,height:a,viewBox:`0 0 ${t}\
 ${a}`,role:"img","aria-label":`Timeline: ${p}${e.preemptions.length?`, ${Pe(e.preemptions.length,"preemption")}`:""}`},Si(l,t>600?8:4).map(f=>ke("g",{},ke("lin\
e.nbs-rule",{x1:s(f),x2:s(f),y1:0,y2:a-18}),ke("text",{x:s(f),y:a-4,"text-anchor":f?f>l*.96?"end":"middle":"start"},jo(f)))),ke("text",{x:0,y:c(0)+13},"phases"),
e.phases.map(({name:f,from:m,to:d})=>{let b=Math.max(1,s(d)-s(m));return ke(`g.nbs-phase.nbs-${f}`,{style:{"--hue":n(0)}},ke("title",{},`${f}: ${Me(d-m)}`),ke("\
rect",{x:s(m),y:c(0),width:b,height:Gn}),b>46?ke("text",{x:s(m)+5,y:c(0)+13},f):null)}),e.chunks.map(({name:f,at:m})=>ke("line.nbs-chunk",{x1:s(m),x2:s(m),y1:c(
0),y2:c(0)+Gn},ke("title",{},`${f} at ${Me(m)}`))),e.preemptions.map(f=>ke("g",{},ke("title",{},`preempted at ${Me(f)}`),ke("path.nbs-preempted",{d:`M${s(f)-5} ${c(
0)}h10l-5 8z`}),ke("line.nbs-preempted",{x1:s(f),x2:s(f),y1:c(0),y2:c(0)+Gn}))),e.answers.map((f,m)=>[ke("text",{x:0,y:c(m+1)+13},e.answers.length>1?`tokens ${m}`:
"tokens"),ke("path",{d:gc(f,s,c(m+1)),stroke:n(m),"stroke-width":1.25,fill:"none"})]))}function gc(e,t,n){return[...new Set(e.map(s=>Math.round(t(s)*2)/2))].map(
s=>`M${s} ${n+1}v${Gn-2}`).join("")}var fl=[{key:"submitted",title:"Request"},{key:"state",title:"State",text:!0},{key:"prompt",title:"Prompt",text:!0},{key:"prompt_tokens",title:"Prompt tokens",short:"\
In"},{key:"cached_tokens",title:"Tokens taken from the prefix cache",short:"Cached"},{key:"output_tokens",title:"Output tokens",short:"Out"},{key:"queue",title:"\
Time in the queue",short:"Queue"},{key:"ttft",title:"TTFT, submit to first token",short:"TTFT"},{key:"tpot",title:"TPOT, time per output token",short:"TPOT"},{key:"\
e2el",title:"E2EL, submit to last token",short:"E2EL"},{key:"preemptions",title:"Preemptions",short:"Preempt."}];function Mi(e,t,n){let l=n?-1:1,s=i=>i==null;return[
...e].sort((i,a)=>{let[c,p]=[i[t],a[t]];if(s(c)||s(p))return s(c)-s(p)||a.id-i.id;let f=typeof c=="string"?c.localeCompare(p):c-p;return l*f||a.id-i.id})}function Ei(e,t){
let n=fl.find(l=>l.key===t)?.text??!1;return{sort:t,descending:e.sort===t?!e.descending:!n}}var bc=new Set(["waiting","running"]);function wc(e){let t=e.reason&&e.reason!==e.state?` (${e.reason})`:"";return[e.answers>1?`r${e.id} ×${e.answers}`:`r${e.id}`,
`${e.state}${t}`,e.prompt,ie(e.prompt_tokens),ie(e.cached_tokens),ie(e.output_tokens),Me(e.queue,"–"),Me(e.ttft,"–"),Me(e.tpot,"–"),Me(e.e2el,"–"),ie(e.
preemptions)]}function $i(e){let{model:t,scope:n,view:l,kernel:s}=e,i=k("span.nbs-note"),a=k("span.nbs-notice",{role:"status"}),c=async M=>{let x=await s.ask(M,
E=>ee(a,E?Bn:""));ee(a,x.ok?"":x.error??"That did not work.")},p=fl.map(({key:M,title:x,short:E})=>{let S=k("button",{type:"button",title:x,onclick:()=>l.set(Ei(
l.get(),M))},E??x);return k(`th.nbs-${M}`,{scope:"col"},S)}),f=k("tbody"),m=k("p.nbs-none",{},"No request yet."),d=k("table",{},k("thead",{},k("tr",{},p,k("th",
{scope:"col"},k("span.nbs-unseen",{},"Action")))),f),b=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Requests"},d),y=new Map,v=M=>{let x=fl.map(({
key:D,text:J})=>k(`td.nbs-${D}${J?"":".nbs-number"}`)),E=k("button.nbs-link",{type:"button","aria-label":`Open request ${M}`,onclick:()=>P(M)});x[0].append(E);let S=k(
"button",{type:"button","aria-label":`Cancel request ${M}`,onclick:()=>c({do:"cancel",request:M})},"Cancel"),R=k("tr",{},x,k("td",{},S));return R.addEventListener(
"click",D=>{!D.target.closest("button")&&!getSelection()?.toString()&&P(M)}),{line:R,cells:x,open:E,cancel:S}},P=M=>{let x=t.get("detail")?.id===M;c({do:x?"clos\
e":"open",request:M}),x||l.set({selected:M})},_=()=>{let{rows:M=[],more:x=0}=t.get("requests")??{},{sort:E,descending:S,selected:R}=l.get(),D=["closed","failed",
"replay"].includes(t.get("now")?.state),J=t.get("detail")?.id??null;p.forEach(($,Z)=>Ct($,"aria-sort",fl[Z].key===E?S?"descending":"ascending":null));let V=Mi(M,
E,S).map($=>{y.has($.id)||y.set($.id,v($.id));let{line:Z,cells:q,open:Y,cancel:G}=y.get($.id);return wc($).forEach((ne,U)=>ee(U?q[U]:Y,ne)),Ct(Y,"aria-expanded",
String($.id===J)),Ct(q[0],"title",`submitted at ${Zt($.submitted)}`),Ct(q[1],"title",$.reason),Ct(q[2],"title",$.prompt),Z.dataset.state=$.state,Z.classList.toggle(
"nbs-chosen",$.id===J||$.id===R),G.hidden=!bc.has($.state)||D,Z});kc(f,V);let I=new Set(M.map(({id:$})=>$));for(let $ of y.keys())I.has($)||y.delete($);m.hidden=
M.length>0,d.hidden=M.length===0,ee(i,x?`the newest ${ie(M.length)}, ${Pe(x,"older one")} not shown`:M.length?Pe(M.length,"request"):"")};return n.bind("request\
s",_),n.on("change:detail",_),n.on("change:now",()=>{let M=t.get("now")?.state;M!==_.state&&_(),_.state=M}),l.bind(_),Rt("requests","Requests","Every request, n\
ewest first. TTFT includes the time in the queue. Open one to see its texts, and when each of its tokens came.",i,a,m,b,_i(e,()=>c({do:"close"})))}function kc(e,t){
let n=new Set(t);for(let l of[...e.children])n.has(l)||l.remove();t.forEach((l,s)=>{e.children[s]!==l&&e.insertBefore(l,e.children[s]??null)})}var yc="uplot",xc="u-hz",Sc="u-vt",Tc="u-title",vc="u-wrap",_c="u-under",Mc="u-over",Ec="u-axis",mn="u-off",$c="u-select",Ac="u-cursor-x",Pc="u-cursor-y",Lc="u-\
cursor-pt",Cc="u-legend",Dc="u-live",Rc="u-inline",Oc="u-series",Nc="u-marker",Ai="u-label",Fc="u-value",pl="width",dl="height";var Pi="bottom",In="left",Os="right",Qs="#000",Li=Qs+"0",Ns="mousemove",Ci="mousedown",Fs="mouseup",Di="mouseenter",Ri="mouseleave",Oi="dblclick",Bc="resize",Vc="\
scroll",Ni="change",Gl="dppxchange",Xs="--",Qn=typeof window<"u",zs=Qn?document:null,jn=Qn?window:null,qc=Qn?navigator:null,fe,ql;function Hs(){let e=devicePixelRatio;
fe!=e&&(fe=e,ql&&Is(Ni,ql,Hs),ql=matchMedia(`(min-resolution: ${fe-.001}dppx) and (max-resolution: ${fe+.001}dppx)`),gn(Ni,ql,Hs),jn.dispatchEvent(new CustomEvent(
Gl)))}function it(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Gs(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function ve(e,t,n){
e.style[t]=n+"px"}function St(e,t,n,l){let s=zs.createElement(e);return t!=null&&it(s,t),n?.insertBefore(s,l),s}function gt(e,t){return St("div",e,t)}var Fi=new WeakMap;
function Nt(e,t,n,l,s){let i="translate("+t+"px,"+n+"px)",a=Fi.get(e);i!=a&&(e.style.transform=i,Fi.set(e,i),t<0||n<0||t>l||n>s?it(e,mn):Gs(e,mn))}var Bi=new WeakMap;
function Vi(e,t,n){let l=t+n,s=Bi.get(e);l!=s&&(Bi.set(e,l),e.style.background=t,e.style.borderColor=n)}var qi=new WeakMap;function Wi(e,t,n,l){let s=t+""+n,i=qi.
get(e);s!=i&&(qi.set(e,s),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-n/2+"px":0)}var eo={passive:!0},Wc={...eo,
capture:!0};function gn(e,t,n,l){t.addEventListener(e,n,l?Wc:eo)}function Is(e,t,n,l){t.removeEventListener(e,n,eo)}Qn&&Hs();function Tt(e,t,n,l){let s;n=n||0,l=
l||t.length-1;let i=l<=2147483647;for(;l-n>1;)s=i?n+l>>1:rt((n+l)/2),t[s]<e?n=s:l=s;return e-t[n]<=t[l]-e?n:l}function mr(e){return(n,l,s)=>{let i=-1,a=-1;for(let c=l;c<=
s;c++)if(e(n[c])){i=c;break}for(let c=s;c>=l;c--)if(e(n[c])){a=c;break}return[i,a]}}var gr=e=>e!=null,br=e=>e!=null&&e>0,jl=mr(gr),zc=mr(br);function Hc(e,t,n,l=0,s=!1){
let i=s?zc:jl,a=s?br:gr;[t,n]=i(e,t,n);let c=e[t],p=e[t];if(t>-1)if(l==1)c=e[t],p=e[n];else if(l==-1)c=e[n],p=e[t];else for(let f=t;f<=n;f++){let m=e[f];a(m)&&(m<
c?c=m:m>p&&(p=m))}return[c??ge,p??-ge]}function Yl(e,t,n,l){let s=Gi(e),i=Gi(t);e==t&&(s==-1?(e*=n,t/=n):(e/=n,t*=n));let a=n==10?zt:wr,c=s==1?rt:bt,p=i==1?bt:rt,
f=c(a(Oe(e))),m=p(a(Oe(t))),d=Yn(n,f),b=Yn(n,m);return n==10&&(f<0&&(d=be(d,-f)),m<0&&(b=be(b,-m))),l||n==2?(e=d*s,t=b*i):(e=Sr(e,d),t=Kl(t,b)),[e,t]}function to(e,t,n,l){
let s=Yl(e,t,n,l);return e==0&&(s[0]=0),t==0&&(s[1]=0),s}var no=.1,zi={mode:3,pad:no},gl={pad:0,soft:null,mode:0},Gc={min:gl,max:gl};function Il(e,t,n,l){return Jl(
n)?Hi(e,t,n):(gl.pad=n,gl.soft=l?0:null,gl.mode=l?3:0,Hi(e,t,Gc))}function ce(e,t){return e??t}function Ic(e,t,n){for(t=ce(t,0),n=ce(n,e.length-1);t<=n;){if(e[t]!=
null)return!0;t++}return!1}function Hi(e,t,n){let l=n.min,s=n.max,i=ce(l.pad,0),a=ce(s.pad,0),c=ce(l.hard,-ge),p=ce(s.hard,ge),f=ce(l.soft,ge),m=ce(s.soft,-ge),
d=ce(l.mode,0),b=ce(s.mode,0),y=t-e,v=zt(y),P=Ze(Oe(e),Oe(t)),_=zt(P),M=Oe(_-v);(y<1e-24||M>10)&&(y=0,(e==0||t==0)&&(y=1e-24,d==2&&f!=ge&&(i=0),b==2&&m!=-ge&&(a=
0)));let x=y||P||1e3,E=zt(x),S=Yn(10,rt(E)),R=x*(y==0?e==0?.1:1:i),D=be(Sr(e-R,S/10),24),J=e>=f&&(d==1||d==3&&D<=f||d==2&&D>=f)?f:ge,H=Ze(c,D<J&&e>=J?J:vt(J,D)),
V=x*(y==0?t==0?.1:1:a),I=be(Kl(t+V,S/10),24),$=t<=m&&(b==1||b==3&&I>=m||b==2&&I<=m)?m:-ge,Z=vt(p,I>$&&t<=$?$:Ze($,I));return H==Z&&H==0&&(Z=100),[H,Z]}var Uc=new Intl.
NumberFormat(Qn?qc.language:"en-US"),lo=e=>Uc.format(e),at=Math,Hl=at.PI,Oe=at.abs,rt=at.floor,Re=at.round,bt=at.ceil,vt=at.min,Ze=at.max,Yn=at.pow,Gi=at.sign,zt=at.
log10,wr=at.log2,jc=(e,t=1)=>at.sinh(e)*t,Bs=(e,t=1)=>at.asinh(e/t),ge=1/0;function Ii(e){return(zt((e^e>>31)-(e>>31))|0)+1}function Us(e,t,n){return vt(Ze(e,t),
n)}function kr(e){return typeof e=="function"}function se(e){return kr(e)?e:()=>e}var Yc=()=>{},yr=e=>e,xr=(e,t)=>t,Kc=e=>null,Ui=e=>!0,ji=(e,t)=>e==t,Jc=/\.\d*?(?=9{6,}|0{6,})/gm,
bn=e=>{if(vr(e)||Xt.has(e))return e;let t=`${e}`,n=t.match(Jc);if(n==null)return e;let l=n[0].length-1;if(t.indexOf("e-")!=-1){let[s,i]=t.split("e");return+`${bn(
s)}e${i}`}return be(e,l)};function pn(e,t){return bn(be(bn(e/t))*t)}function Kl(e,t){return bn(bt(bn(e/t))*t)}function Sr(e,t){return bn(rt(bn(e/t))*t)}function be(e,t=0){
if(vr(e))return e;let n=10**t,l=e*n*(1+Number.EPSILON);return Re(l)/n}var Xt=new Map;function Tr(e){return((""+e).split(".")[1]||"").length}function wl(e,t,n,l){
let s=[],i=l.map(Tr);for(let a=t;a<n;a++){let c=Oe(a),p=be(Yn(e,a),c);for(let f=0;f<l.length;f++){let m=e==10?+`${l[f]}e${a}`:l[f]*p,d=(a>=0?0:c)+(a>=i[f]?0:i[f]),
b=e==10?m:be(m,d);s.push(b),Xt.set(b,d)}}return s}var bl={},so=[],Kn=[null,null],Qt=Array.isArray,vr=Number.isInteger,Zc=e=>e===void 0;function Yi(e){return typeof e==
"string"}function Jl(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Qc(e){return e!=null&&typeof e=="object"}var Xc=Object.getPrototypeOf(
Uint8Array),_r="__proto__";function Jn(e,t=Jl){let n;if(Qt(e)){let l=e.find(s=>s!=null);if(Qt(l)||t(l)){n=Array(e.length);for(let s=0;s<e.length;s++)n[s]=Jn(e[s],
t)}else n=e.slice()}else if(e instanceof Xc)n=e.slice();else if(t(e)){n={};for(let l in e)l!=_r&&(n[l]=Jn(e[l],t))}else n=e;return n}function Ce(e){let t=arguments;
for(let n=1;n<t.length;n++){let l=t[n];for(let s in l)s!=_r&&(Jl(e[s])?Ce(e[s],Jn(l[s])):e[s]=Jn(l[s]))}return e}var eu=0,tu=1,nu=2;function lu(e,t,n){for(let l=0,
s,i=-1;l<t.length;l++){let a=t[l];if(a>i){for(s=a-1;s>=0&&e[s]==null;)e[s--]=null;for(s=a+1;s<n&&e[s]==null;)e[i=s++]=null}}}function su(e,t){if(ru(e)){let a=e[0].
slice();for(let c=1;c<e.length;c++)a.push(...e[c].slice(1));return au(a[0])||(a=iu(a)),a}let n=new Set;for(let a=0;a<e.length;a++){let p=e[a][0],f=p.length;for(let m=0;m<
f;m++)n.add(p[m])}let l=[Array.from(n).sort((a,c)=>a-c)],s=l[0].length,i=new Map;for(let a=0;a<s;a++)i.set(l[0][a],a);for(let a=0;a<e.length;a++){let c=e[a],p=c[0];
for(let f=1;f<c.length;f++){let m=c[f],d=Array(s).fill(void 0),b=t?t[a][f]:tu,y=[];for(let v=0;v<m.length;v++){let P=m[v],_=i.get(p[v]);P===null?b!=eu&&(d[_]=P,
b==nu&&y.push(_)):d[_]=P}lu(d,y,s),l.push(d)}}return l}var ou=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function iu(e){let t=e[0],n=t.
length,l=Array(n);for(let i=0;i<l.length;i++)l[i]=i;l.sort((i,a)=>t[i]-t[a]);let s=[];for(let i=0;i<e.length;i++){let a=e[i],c=Array(n);for(let p=0;p<n;p++)c[p]=
a[l[p]];s.push(c)}return s}function ru(e){let t=e[0][0],n=t.length;for(let l=1;l<e.length;l++){let s=e[l][0];if(s.length!=n)return!1;if(s!=t){for(let i=0;i<n;i++)
if(s[i]!=t[i])return!1}}return!0}function au(e,t=100){let n=e.length;if(n<=1)return!0;let l=0,s=n-1;for(;l<=s&&e[l]==null;)l++;for(;s>=l&&e[s]==null;)s--;if(s<=
l)return!0;let i=Ze(1,rt((s-l+1)/t));for(let a=e[l],c=l+i;c<=s;c+=i){let p=e[c];if(p!=null){if(p<=a)return!1;a=p}}return!0}var Mr=["January","February","March",
"April","May","June","July","August","September","October","November","December"],Er=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function $r(e){
return e.slice(0,3)}var cu=Er.map($r),uu=Mr.map($r),fu={MMMM:Mr,MMM:uu,WWWW:Er,WWW:cu};function hl(e){return(e<10?"0":"")+e}function hu(e){return(e<10?"00":e<100?
"0":"")+e}var pu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>hl(e.getMonth()+
1),M:e=>e.getMonth()+1,DD:e=>hl(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>hl(e.getHours()),H:e=>e.getHours(),
h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>hl(e.
getMinutes()),m:e=>e.getMinutes(),ss:e=>hl(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>hu(e.getMilliseconds())};function oo(e,t){t=t||fu;let n=[],l=/\{([a-z]+)\}|[^{]+/gi,
s;for(;s=l.exec(e);)n.push(s[0][0]=="{"?pu[s[1]]:s[0]);return i=>{let a="";for(let c=0;c<n.length;c++)a+=typeof n[c]=="string"?n[c]:n[c](i,t);return a}}var du=new Intl.
DateTimeFormat().resolvedOptions().timeZone;function mu(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==du?n=e:(n=new Date(
e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Ar=e=>e%1==0,Ul=[1,2,2.5,5],gu=wl(10,-32,0,Ul),Pr=wl(10,0,32,Ul),bu=Pr.filter(
Ar),dn=gu.concat(Pr),io=`
`,Lr="{YYYY}",Ki=io+Lr,Cr="{M}/{D}",ml=io+Cr,Wl=ml+"/{YY}",Dr="{aa}",wu="{h}:{mm}",Un=wu+Dr,Ji=io+Un,Zi=":{ss}",he=null;function Rr(e){let t=e*1e3,n=t*60,l=n*60,
s=l*24,i=s*30,a=s*365,p=(e==1?wl(10,0,3,Ul).filter(Ar):wl(10,-3,0,Ul)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,l,l*2,l*3,l*4,l*6,l*8,l*12,s,s*2,s*3,s*
4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,i,i*2,i*3,i*4,i*6,a,a*2,a*5,a*10,a*25,a*50,a*100]),f=[[a,Lr,he,he,he,he,he,he,1],[s*28,"{MMM}",Ki,he,he,he,he,he,1],[s,Cr,Ki,he,
he,he,he,he,1],[l,"{h}"+Dr,Wl,he,ml,he,he,he,1],[n,Un,Wl,he,ml,he,he,he,1],[t,Zi,Wl+" "+Un,he,ml+" "+Un,he,Ji,he,1],[e,Zi+".{fff}",Wl+" "+Un,he,ml+" "+Un,he,Ji,
he,1]];function m(d){return(b,y,v,P,_,M)=>{let x=[],E=_>=a,S=_>=i&&_<a,R=d(v),D=be(R*e,3),J=Vs(R.getFullYear(),E?0:R.getMonth(),S||E?1:R.getDate()),H=be(J*e,3);
if(S||E){let V=S?_/i:0,I=E?_/a:0,$=D==H?D:be(Vs(J.getFullYear()+I,J.getMonth()+V,1)*e,3),Z=new Date(Re($/e)),q=Z.getFullYear(),Y=Z.getMonth();for(let G=0;$<=P;G++){
let ne=Vs(q+I*G,Y+V*G,1),U=ne-d(be(ne*e,3));$=be((+ne+U)*e,3),$<=P&&x.push($)}}else{let V=_>=s?s:_,I=rt(v)-rt(D),$=H+I+Kl(D-H,V);x.push($);let Z=d($),q=Z.getHours()+
Z.getMinutes()/n+Z.getSeconds()/l,Y=_/l,G=b.axes[y]._space,ne=M/G;for(;$=be($+_,e==1?0:3),!($>P);)if(Y>1){let U=rt(be(q+Y,6))%24,C=d($).getHours()-U;C>1&&(C=-1),
$-=C*l,q=(q+Y)%24;let z=x[x.length-1];be(($-z)/_,3)*ne>=.7&&x.push($)}else x.push($)}return x}}return[p,f,m]}var[ku,yu,xu]=Rr(1),[Su,Tu,vu]=Rr(.001);wl(2,-53,53,
[1]);function Qi(e,t){return e.map(n=>n.map((l,s)=>s==0||s==8||l==null?l:t(s==1||n[8]==0?l:n[1]+l)))}function Xi(e,t){return(n,l,s,i,a)=>{let c=t.find(v=>a>=v[0])||
t[t.length-1],p,f,m,d,b,y;return l.map(v=>{let P=e(v),_=P.getFullYear(),M=P.getMonth(),x=P.getDate(),E=P.getHours(),S=P.getMinutes(),R=P.getSeconds(),D=_!=p&&c[2]||
M!=f&&c[3]||x!=m&&c[4]||E!=d&&c[5]||S!=b&&c[6]||R!=y&&c[7]||c[1];return p=_,f=M,m=x,d=E,b=S,y=R,D(P)})}}function _u(e,t){let n=oo(t);return(l,s,i,a,c)=>s.map(p=>n(
e(p)))}function Vs(e,t,n){return new Date(e,t,n)}function er(e,t){return t(e)}var Mu="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function tr(e,t){return(n,l,s,i)=>i==null?Xs:
t(e(l))}function Eu(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function $u(e,t){return e.series[t].fill(e,t)}var Au={
show:!0,live:!0,isolate:!1,mount:Yc,markers:{show:!0,width:2,stroke:Eu,fill:$u,dash:"solid"},idx:null,idxs:null,values:[]};function Pu(e,t){let n=e.cursor.points,
l=gt(),s=n.size(e,t);ve(l,pl,s),ve(l,dl,s);let i=s/-2;ve(l,"marginLeft",i),ve(l,"marginTop",i);let a=n.width(e,t,s);return a&&ve(l,"borderWidth",a),l}function Lu(e,t){
let n=e.series[t].points;return n._fill||n._stroke}function Cu(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Du(e,t){return e.series[t].points.
size}var qs=[0,0];function Ru(e,t,n){return qs[0]=t,qs[1]=n,qs}function zl(e,t,n,l=!0){return s=>{s.button==0&&(!l||s.target==t)&&n(s)}}function Ws(e,t,n,l=!0){
return s=>{(!l||s.target==t)&&n(s)}}var Ou={show:!0,x:!0,y:!0,lock:!1,move:Ru,points:{one:!1,show:Pu,size:Du,width:0,stroke:Cu,fill:Lu},bind:{mousedown:zl,mouseup:zl,
click:zl,dblclick:zl,mousemove:Ws,mouseleave:Ws,mouseenter:Ws},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},
_x:!1,_y:!1},focus:{dist:(e,t,n,l,s)=>l-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Or={
show:!0,stroke:"rgba(0,0,0,0.07)",width:2},ro=Ce({},Or,{filter:xr}),Nr=Ce({},ro,{size:10}),Fr=Ce({},Or,{show:!1}),ao='12px system-ui, -apple-system, "Segoe UI",\
 Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Br="bold "+ao,Vr=1.5,nr={
show:!0,scale:"x",stroke:Qs,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Br,side:2,grid:ro,ticks:Nr,border:Fr,font:ao,lineGap:Vr,rotate:0},
Nu="Value",Fu="Time",lr={show:!0,scale:"x",auto:!1,sorted:1,min:ge,max:-ge,idxs:[]};function Bu(e,t,n,l,s){return t.map(i=>i==null?"":lo(i))}function Vu(e,t,n,l,s,i,a){
let c=[],p=Xt.get(s)||0;n=a?n:be(Kl(n,s),p);for(let f=n;f<=l;f=be(f+s,p))c.push(Object.is(f,-0)?0:f);return c}function js(e,t,n,l,s,i,a){let c=[],p=e.scales[e.axes[t].
scale].log,f=p==10?zt:wr,m=rt(f(n));s=Yn(p,m),p==10&&(s=dn[Tt(s,dn)]);let d=n,b=s*p;p==10&&(b=dn[Tt(b,dn)]);do c.push(d),d=d+s,p==10&&!Xt.has(d)&&(d=be(d,Xt.get(
s))),d>=b&&(s=d,b=s*p,p==10&&(b=dn[Tt(b,dn)]));while(d<=l);return c}function qu(e,t,n,l,s,i,a){let p=e.scales[e.axes[t].scale].asinh,f=l>p?js(e,t,Ze(p,n),l,s):[
p],m=l>=0&&n<=0?[0]:[];return(n<-p?js(e,t,Ze(p,-l),-n,s):[p]).reverse().map(b=>-b).concat(m,f)}var qr=/./,Wu=/[12357]/,zu=/[125]/,sr=/1/,Ys=(e,t,n,l)=>e.map((s,i)=>t==
4&&s==0||i%l==0&&n.test(s.toExponential()[s<0?1:0])?s:null);function Hu(e,t,n,l,s){let i=e.axes[n],a=i.scale,c=e.scales[a],p=e.valToPos,f=i._space,m=p(10,a),d=p(
9,a)-m>=f?qr:p(7,a)-m>=f?Wu:p(5,a)-m>=f?zu:sr;if(d==sr){let b=Oe(p(1,a)-m);if(b<f)return Ys(t.slice().reverse(),c.distr,d,bt(f/b)).reverse()}return Ys(t,c.distr,
d,1)}function Gu(e,t,n,l,s){let i=e.axes[n],a=i.scale,c=i._space,p=e.valToPos,f=Oe(p(1,a)-p(2,a));return f<c?Ys(t.slice().reverse(),3,qr,bt(c/f)).reverse():t}function Iu(e,t,n,l){
return l==null?Xs:t==null?"":lo(t)}var or={show:!0,scale:"y",stroke:Qs,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Br,side:3,grid:ro,ticks:Nr,
border:Fr,font:ao,lineGap:Vr,rotate:0};function Uu(e,t){let n=3+(e||1)*2;return be(n*t,3)}function ju(e,t){let{scale:n,idxs:l}=e.series[0],s=e._data[0],i=e.valToPos(
s[l[0]],n,!0),a=e.valToPos(s[l[1]],n,!0),c=Oe(a-i),p=e.series[t],f=c/(p.points.space*fe);return l[1]-l[0]<=f}var ir={scale:null,auto:!0,sorted:0,min:ge,max:-ge},
Wr=(e,t,n,l,s)=>s,rr={show:!0,auto:!0,sorted:0,gaps:Wr,alpha:1,facets:[Ce({},ir,{scale:"x"}),Ce({},ir,{scale:"y"})]},ar={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,
gaps:Wr,alpha:1,points:{show:ju,filter:null},values:null,min:ge,max:-ge,idxs:[],path:null,clip:null};function Yu(e,t,n,l,s){return n/10}var zr={time:!0,auto:!0,
distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Ku=Ce({},zr,{time:!1,ori:1}),cr={};function Hr(e,t){let n=cr[e];return n||(n={key:e,plots:[],sub(l){n.plots.
push(l)},unsub(l){n.plots=n.plots.filter(s=>s!=l)},pub(l,s,i,a,c,p,f){for(let m=0;m<n.plots.length;m++)n.plots[m]!=s&&n.plots[m].pub(l,s,i,a,c,p,f)}},e!=null&&(cr[e]=
n)),n}var Zn=1,Ks=2;function wn(e,t,n){let l=e.mode,s=e.series[t],i=l==2?e._data[t]:e._data,a=e.scales,c=e.bbox,p=i[0],f=l==2?i[1]:i[t],m=l==2?a[s.facets[0].scale]:
a[e.series[0].scale],d=l==2?a[s.facets[1].scale]:a[s.scale],b=c.left,y=c.top,v=c.width,P=c.height,_=e.valToPosH,M=e.valToPosV;return m.ori==0?n(s,p,f,m,d,_,M,b,
y,v,P,Ql,Xn,es,Ir,jr):n(s,p,f,m,d,M,_,y,b,P,v,Xl,el,fo,Ur,Yr)}function co(e,t){let n=0,l=0,s=ce(e.bands,so);for(let i=0;i<s.length;i++){let a=s[i];a.series[0]==
t?n=a.dir:a.series[1]==t&&(a.dir==1?l|=1:l|=2)}return[n,l==1?-1:l==2?1:l==3?2:0]}function Ju(e,t,n,l,s){let i=e.mode,a=e.series[t],c=i==2?a.facets[1].scale:a.scale,
p=e.scales[c];return s==-1?p.min:s==1?p.max:p.distr==3?p.dir==1?p.min:p.max:0}function Ht(e,t,n,l,s,i){return wn(e,t,(a,c,p,f,m,d,b,y,v,P,_)=>{let M=a.pxRound,x=f.
dir*(f.ori==0?1:-1),E=f.ori==0?Xn:el,S,R;x==1?(S=n,R=l):(S=l,R=n);let D=M(d(c[S],f,P,y)),J=M(b(p[S],m,_,v)),H=M(d(c[R],f,P,y)),V=M(b(i==1?m.max:m.min,m,_,v)),I=new Path2D(
s);return E(I,H,V),E(I,D,V),E(I,D,J),I})}function Zl(e,t,n,l,s,i){let a=null;if(e.length>0){a=new Path2D;let c=t==0?es:fo,p=n;for(let d=0;d<e.length;d++){let b=e[d];
if(b[1]>b[0]){let y=b[0]-p;y>0&&c(a,p,l,y,l+i),p=b[1]}}let f=n+s-p,m=10;f>0&&c(a,p,l-m/2,f,l+i+m)}return a}function Zu(e,t,n){let l=e[e.length-1];l&&l[0]==t?l[1]=
n:e.push([t,n])}function uo(e,t,n,l,s,i,a){let c=[],p=e.length;for(let f=s==1?n:l;f>=n&&f<=l;f+=s)if(t[f]===null){let d=f,b=f;if(s==1)for(;++f<=l&&t[f]===null;)
b=f;else for(;--f>=n&&t[f]===null;)b=f;let y=i(e[d]),v=b==d?y:i(e[b]),P=d-s;y=a<=0&&P>=0&&P<p?i(e[P]):y;let M=b+s;v=a>=0&&M>=0&&M<p?i(e[M]):v,v>=y&&c.push([y,v])}
return c}function ur(e){return e==0?yr:e==1?Re:t=>pn(t,e)}function Gr(e){let t=e==0?Ql:Xl,n=e==0?(s,i,a,c,p,f)=>{s.arcTo(i,a,c,p,f)}:(s,i,a,c,p,f)=>{s.arcTo(a,i,
p,c,f)},l=e==0?(s,i,a,c,p)=>{s.rect(i,a,c,p)}:(s,i,a,c,p)=>{s.rect(a,i,p,c)};return(s,i,a,c,p,f=0,m=0)=>{f==0&&m==0?l(s,i,a,c,p):(f=vt(f,c/2,p/2),m=vt(m,c/2,p/2),
t(s,i+f,a),n(s,i+c,a,i+c,a+p,f),n(s,i+c,a+p,i,a+p,m),n(s,i,a+p,i,a,m),n(s,i,a,i+c,a,f),s.closePath())}}var Ql=(e,t,n)=>{e.moveTo(t,n)},Xl=(e,t,n)=>{e.moveTo(n,t)},
Xn=(e,t,n)=>{e.lineTo(t,n)},el=(e,t,n)=>{e.lineTo(n,t)},es=Gr(0),fo=Gr(1),Ir=(e,t,n,l,s,i)=>{e.arc(t,n,l,s,i)},Ur=(e,t,n,l,s,i)=>{e.arc(n,t,l,s,i)},jr=(e,t,n,l,s,i,a)=>{
e.bezierCurveTo(t,n,l,s,i,a)},Yr=(e,t,n,l,s,i,a)=>{e.bezierCurveTo(n,t,s,l,a,i)};function Kr(e){return(t,n,l,s,i)=>wn(t,n,(a,c,p,f,m,d,b,y,v,P,_)=>{let{pxRound:M,
points:x}=a,E,S;f.ori==0?(E=Ql,S=Ir):(E=Xl,S=Ur);let R=be(x.width*fe,3),D=(x.size-x.width)/2*fe,J=be(D*2,3),H=new Path2D,V=new Path2D,{left:I,top:$,width:Z,height:q}=t.
bbox;es(V,I-J,$-J,Z+J*2,q+J*2);let Y=G=>{if(p[G]!=null){let ne=M(d(c[G],f,P,y)),U=M(b(p[G],m,_,v));E(H,ne+D,U),S(H,ne,U,D,0,Hl*2)}};if(i)i.forEach(Y);else for(let G=l;G<=
s;G++)Y(G);return{stroke:R>0?H:null,fill:H,clip:V,flags:Zn|Ks}})}function Jr(e){return(t,n,l,s,i,a)=>{l!=s&&(i!=l&&a!=l&&e(t,n,l),i!=s&&a!=s&&e(t,n,s),e(t,n,a))}}
var Qu=Jr(Xn),Xu=Jr(el);function Zr(e){let t=ce(e?.alignGaps,0);return(n,l,s,i)=>wn(n,l,(a,c,p,f,m,d,b,y,v,P,_)=>{[s,i]=jl(p,s,i);let M=a.pxRound,x=q=>M(d(q,f,P,
y)),E=q=>M(b(q,m,_,v)),S,R;f.ori==0?(S=Xn,R=Qu):(S=el,R=Xu);let D=f.dir*(f.ori==0?1:-1),J={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},H=J.
stroke,V=!1;if(i-s>=P*4){let q=O=>n.posToVal(O,f.key,!0),Y=null,G=null,ne,U,He,me=x(c[D==1?s:i]),C=x(c[s]),z=x(c[i]),j=q(D==1?C+1:z-1);for(let O=D==1?s:i;O>=s&&
O<=i;O+=D){let re=c[O],pe=(D==1?re<j:re>j)?me:x(re),oe=p[O];pe==me?oe!=null?(U=oe,Y==null?(S(H,pe,E(U)),ne=Y=G=U):U<Y?Y=U:U>G&&(G=U)):oe===null&&(V=!0):(Y!=null&&
R(H,me,E(Y),E(G),E(ne),E(U)),oe!=null?(U=oe,S(H,pe,E(U)),Y=G=ne=U):(Y=G=null,oe===null&&(V=!0)),me=pe,j=q(me+D))}Y!=null&&Y!=G&&He!=me&&R(H,me,E(Y),E(G),E(ne),E(
U))}else for(let q=D==1?s:i;q>=s&&q<=i;q+=D){let Y=p[q];Y===null?V=!0:Y!=null&&S(H,x(c[q]),E(Y))}let[$,Z]=co(n,l);if(a.fill!=null||$!=0){let q=J.fill=new Path2D(
H),Y=a.fillTo(n,l,a.min,a.max,$),G=E(Y),ne=x(c[s]),U=x(c[i]);D==-1&&([U,ne]=[ne,U]),S(q,U,G),S(q,ne,G)}if(!a.spanGaps){let q=[];V&&q.push(...uo(c,p,s,i,D,x,t)),
J.gaps=q=a.gaps(n,l,s,i,q),J.clip=Zl(q,f.ori,y,v,P,_)}return Z!=0&&(J.band=Z==2?[Ht(n,l,s,i,H,-1),Ht(n,l,s,i,H,1)]:Ht(n,l,s,i,H,Z)),J})}function ef(e){let t=ce(
e.align,1),n=ce(e.ascDesc,!1),l=ce(e.alignGaps,0),s=ce(e.extend,!1);return(i,a,c,p)=>wn(i,a,(f,m,d,b,y,v,P,_,M,x,E)=>{[c,p]=jl(d,c,p);let S=f.pxRound,{left:R,width:D}=i.
bbox,J=C=>S(v(C,b,x,_)),H=C=>S(P(C,y,E,M)),V=b.ori==0?Xn:el,I={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},$=I.stroke,Z=b.dir*(b.ori==0?
1:-1),q=H(d[Z==1?c:p]),Y=J(m[Z==1?c:p]),G=Y,ne=Y;s&&t==-1&&(ne=R,V($,ne,q)),V($,Y,q);for(let C=Z==1?c:p;C>=c&&C<=p;C+=Z){let z=d[C];if(z==null)continue;let j=J(
m[C]),O=H(z);t==1?V($,j,q):V($,G,O),V($,j,O),q=O,G=j}let U=G;s&&t==1&&(U=R+D,V($,U,q));let[He,me]=co(i,a);if(f.fill!=null||He!=0){let C=I.fill=new Path2D($),z=f.
fillTo(i,a,f.min,f.max,He),j=H(z);V(C,U,j),V(C,ne,j)}if(!f.spanGaps){let C=[];C.push(...uo(m,d,c,p,Z,J,l));let z=f.width*fe/2,j=n||t==1?z:-z,O=n||t==-1?-z:z;C.forEach(
re=>{re[0]+=j,re[1]+=O}),I.gaps=C=f.gaps(i,a,c,p,C),I.clip=Zl(C,b.ori,_,M,x,E)}return me!=0&&(I.band=me==2?[Ht(i,a,c,p,$,-1),Ht(i,a,c,p,$,1)]:Ht(i,a,c,p,$,me)),
I})}function fr(e,t,n,l,s,i,a=ge){if(e.length>1){let c=null;for(let p=0,f=1/0;p<e.length;p++)if(t[p]!==void 0){if(c!=null){let m=Oe(e[p]-e[c]);m<f&&(f=m,a=Oe(n(
e[p],l,s,i)-n(e[c],l,s,i)))}c=p}}return a}function tf(e){e=e||bl;let t=ce(e.size,[.6,ge,1]),n=e.align||0,l=e.gap||0,s=e.radius;s=s==null?[0,0]:typeof s=="number"?
[s,0]:s;let i=se(s),a=1-t[0],c=ce(t[1],ge),p=ce(t[2],1),f=ce(e.disp,bl),m=ce(e.each,y=>{}),{fill:d,stroke:b}=f;return(y,v,P,_)=>wn(y,v,(M,x,E,S,R,D,J,H,V,I,$)=>{
let Z=M.pxRound,q=n,Y=l*fe,G=c*fe,ne=p*fe,U,He;S.ori==0?[U,He]=i(y,v):[He,U]=i(y,v);let me=S.dir*(S.ori==0?1:-1),C=S.ori==0?es:fo,z=S.ori==0?m:(B,we,De,Sn,nn,Mt,ln)=>{
m(B,we,De,nn,Sn,ln,Mt)},j=ce(y.bands,so).find(B=>B.series[0]==v),O=j!=null?j.dir:0,re=M.fillTo(y,v,M.min,M.max,O),ye=Z(J(re,R,$,V)),pe,oe,Qe,tt=I,Ee=Z(M.width*fe),
_t=!1,Ft=null,ct=null,Gt=null,kn=null;d!=null&&(Ee==0||b!=null)&&(_t=!0,Ft=d.values(y,v,P,_),ct=new Map,new Set(Ft).forEach(B=>{B!=null&&ct.set(B,new Path2D)}),
Ee>0&&(Gt=b.values(y,v,P,_),kn=new Map,new Set(Gt).forEach(B=>{B!=null&&kn.set(B,new Path2D)})));let{x0:yn,size:tl}=f;if(yn!=null&&tl!=null){q=1,x=yn.values(y,v,
P,_),yn.unit==2&&(x=x.map(De=>y.posToVal(H+De*I,S.key,!0)));let B=tl.values(y,v,P,_);tl.unit==2?oe=B[0]*I:oe=D(B[0],S,I,H)-D(0,S,I,H),tt=fr(x,E,D,S,I,H,tt),Qe=tt-
oe+Y}else tt=fr(x,E,D,S,I,H,tt),Qe=tt*a+Y,oe=tt-Qe;Qe<1&&(Qe=0),Ee>=oe/2&&(Ee=0),Qe<5&&(Z=yr);let kl=Qe>0,en=tt-Qe-(kl?Ee:0);oe=Z(Us(en,ne,G)),pe=(q==0?oe/2:q==
me?0:oe)-q*me*((q==0?Y/2:0)+(kl?Ee/2:0));let je={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},xn=_t?null:new Path2D,Bt=null;if(j!=null)Bt=y.data[j.
series[1]];else{let{y0:B,y1:we}=f;B!=null&&we!=null&&(E=we.values(y,v,P,_),Bt=B.values(y,v,P,_))}let tn=U*oe,te=He*oe;for(let B=me==1?P:_;B>=P&&B<=_;B+=me){let we=E[B];
if(we==null)continue;if(Bt!=null){let Xe=Bt[B]??0;if(we-Xe==0)continue;ye=J(Xe,R,$,V)}let De=S.distr!=2||f!=null?x[B]:B,Sn=D(De,S,I,H),nn=J(ce(we,re),R,$,V),Mt=Z(
Sn-pe),ln=Z(Ze(nn,ye)),nt=Z(vt(nn,ye)),ut=ln-nt;if(we!=null){let Xe=we<0?te:tn,wt=we<0?tn:te;_t?(Ee>0&&Gt[B]!=null&&C(kn.get(Gt[B]),Mt,nt+rt(Ee/2),oe,Ze(0,ut-Ee),
Xe,wt),Ft[B]!=null&&C(ct.get(Ft[B]),Mt,nt+rt(Ee/2),oe,Ze(0,ut-Ee),Xe,wt)):C(xn,Mt,nt+rt(Ee/2),oe,Ze(0,ut-Ee),Xe,wt),z(y,v,B,Mt-Ee/2,nt,oe+Ee,ut)}}return Ee>0?je.
stroke=_t?kn:xn:_t||(je._fill=M.width==0?M._fill:M._stroke??M._fill,je.width=0),je.fill=_t?ct:xn,je})}function nf(e,t){let n=ce(t?.alignGaps,0);return(l,s,i,a)=>wn(
l,s,(c,p,f,m,d,b,y,v,P,_,M)=>{[i,a]=jl(f,i,a);let x=c.pxRound,E=U=>x(b(U,m,_,v)),S=U=>x(y(U,d,M,P)),R,D,J;m.ori==0?(R=Ql,J=Xn,D=jr):(R=Xl,J=el,D=Yr);let H=m.dir*
(m.ori==0?1:-1),V=E(p[H==1?i:a]),I=V,$=[],Z=[];for(let U=H==1?i:a;U>=i&&U<=a;U+=H)if(f[U]!=null){let me=p[U],C=E(me);$.push(I=C),Z.push(S(f[U]))}let q={stroke:e(
$,Z,R,J,D,x),fill:null,clip:null,band:null,gaps:null,flags:Zn},Y=q.stroke,[G,ne]=co(l,s);if(c.fill!=null||G!=0){let U=q.fill=new Path2D(Y),He=c.fillTo(l,s,c.min,
c.max,G),me=S(He);J(U,I,me),J(U,V,me)}if(!c.spanGaps){let U=[];U.push(...uo(p,f,i,a,H,E,n)),q.gaps=U=c.gaps(l,s,i,a,U),q.clip=Zl(U,m.ori,v,P,_,M)}return ne!=0&&
(q.band=ne==2?[Ht(l,s,i,a,Y,-1),Ht(l,s,i,a,Y,1)]:Ht(l,s,i,a,Y,ne)),q})}function lf(e){return nf(sf,e)}function sf(e,t,n,l,s,i){let a=e.length;if(a<2)return null;
let c=new Path2D;if(n(c,e[0],t[0]),a==2)l(c,e[1],t[1]);else{let p=Array(a),f=Array(a-1),m=Array(a-1),d=Array(a-1);for(let b=0;b<a-1;b++)m[b]=t[b+1]-t[b],d[b]=e[b+
1]-e[b],f[b]=m[b]/d[b];p[0]=f[0];for(let b=1;b<a-1;b++)f[b]===0||f[b-1]===0||f[b-1]>0!=f[b]>0?p[b]=0:(p[b]=3*(d[b-1]+d[b])/((2*d[b]+d[b-1])/f[b-1]+(d[b]+2*d[b-1])/
f[b]),isFinite(p[b])||(p[b]=0));p[a-1]=f[a-2];for(let b=0;b<a-1;b++)s(c,e[b]+d[b]/3,t[b]+p[b]*d[b]/3,e[b+1]-d[b]/3,t[b+1]-p[b+1]*d[b]/3,e[b+1],t[b+1])}return c}
var Js=new Set;function hr(){for(let e of Js)e.syncRect(!0)}Qn&&(gn(Bc,jn,hr),gn(Vc,jn,hr,!0),gn(Gl,jn,()=>{ze.pxRatio=fe}));var of=Zr(),rf=Kr();function pr(e,t,n,l){
return(l?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((i,a)=>Zs(i,a,t,n))}function af(e,t){return e.map((n,l)=>l==0?{}:Ce({},t,n))}function Zs(e,t,n,l){
return Ce({},t==0?n:l,e)}function Qr(e,t,n){return t==null?Kn:[t,n]}var cf=Qr;function uf(e,t,n){return t==null?Kn:Il(t,n,no,!0)}function Xr(e,t,n,l){return t==
null?Kn:Yl(t,n,e.scales[l].log,!1)}var ff=Xr;function ea(e,t,n,l){return t==null?Kn:to(t,n,e.scales[l].log,!1)}var hf=ea;function pf(e,t,n,l,s){let i=Ze(Ii(e),Ii(
t)),a=t-e,c=Tt(s/l*a,n);do{let p=n[c],f=l*p/a;if(f>=s&&i+(p<5?Xt.get(p):0)<=17)return[p,f]}while(++c<n.length);return[0,0]}function dr(e){let t,n;return e=e.replace(
/(\d+)px/,(l,s)=>(t=Re((n=+s)*fe))+"px"),[e,t,n]}function df(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=be(t[2]*fe,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),
t[1]=n})}function ze(e,t,n){let l={mode:ce(e.mode,1)},s=l.mode;function i(o,r,u,h){let g=r.valToPct(o);return h+u*(r.dir==-1?1-g:g)}function a(o,r,u,h){let g=r.
valToPct(o);return h+u*(r.dir==-1?g:1-g)}function c(o,r,u,h){return r.ori==0?i(o,r,u,h):a(o,r,u,h)}l.valToPosH=i,l.valToPosV=a;let p=!1;l.status=0;let f=l.root=
gt(yc);if(e.id!=null&&(f.id=e.id),it(f,e.class),e.title){let o=gt(Tc,f);o.textContent=e.title}let m=St("canvas"),d=l.ctx=m.getContext("2d"),b=gt(vc,f);gn("click",
b,o=>{o.target===v&&(xe!=Dn||_e!=Rn)&&Ie.click(l,o)},!0);let y=l.under=gt(_c,b);b.appendChild(m);let v=l.over=gt(Mc,b);e=Jn(e);let P=+ce(e.pxAlign,1),_=ur(P);(e.
plugins||[]).forEach(o=>{o.opts&&(e=o.opts(l,e)||e)});let M=e.ms||.001,x=l.series=s==1?pr(e.series||[],lr,ar,!1):af(e.series||[null],rr),E=l.axes=pr(e.axes||[],
nr,or,!0),S=l.scales={},R=l.bands=e.bands||[];R.forEach(o=>{o.fill=se(o.fill||null),o.dir=ce(o.dir,-1)});let D=s==2?x[1].facets[0].scale:x[0].scale,J={axes:ya,series:ma},
H=(e.drawOrder||["axes","series"]).map(o=>J[o]);function V(o){let r=o.distr==3?u=>zt(u>0?u:o.clamp(l,u,o.min,o.max,o.key)):o.distr==4?u=>Bs(u,o.asinh):o.distr==
100?u=>o.fwd(u):u=>u;return u=>{let h=r(u),{_min:g,_max:w}=o,T=w-g;return(h-g)/T}}function I(o){let r=S[o];if(r==null){let u=(e.scales||bl)[o]||bl;if(u.from!=null){
I(u.from);let h=Ce({},S[u.from],u,{key:o});h.valToPct=V(h),S[o]=h}else{r=S[o]=Ce({},o==D?zr:Ku,u),r.key=o;let h=r.time,g=r.range,w=Qt(g);if((o!=D||s==2&&!h)&&(w&&
(g[0]==null||g[1]==null)&&(g={min:g[0]==null?zi:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?zi:{mode:1,hard:g[1],soft:g[1]}},w=!1),!w&&Jl(g))){let T=g;g=(A,L,N)=>L==
null?Kn:Il(L,N,T)}r.range=se(g||(h?cf:o==D?r.distr==3?ff:r.distr==4?hf:Qr:r.distr==3?Xr:r.distr==4?ea:uf)),r.auto=se(w?!1:r.auto),r.clamp=se(r.clamp||Yu),r._min=
r._max=null,r.valToPct=V(r)}}}I("x"),I("y"),s==1&&x.forEach(o=>{I(o.scale)}),E.forEach(o=>{I(o.scale)});for(let o in e.scales)I(o);let $=S[D],Z=$.distr,q,Y;$.ori==
0?(it(f,xc),q=i,Y=a):(it(f,Sc),q=a,Y=i);let G={};for(let o in S){let r=S[o];(r.min!=null||r.max!=null)&&(G[o]={min:r.min,max:r.max},r.min=r.max=null)}let ne=e.tzDate||
(o=>new Date(Re(o/M))),U=e.fmtDate||oo,He=M==1?xu(ne):vu(ne),me=Xi(ne,Qi(M==1?yu:Tu,U)),C=tr(ne,er(Mu,U)),z=[],j=l.legend=Ce({},Au,e.legend),O=l.cursor=Ce({},Ou,
{drag:{y:s==2}},e.cursor),re=j.show,ye=O.show,pe=j.markers;j.idxs=z,pe.width=se(pe.width),pe.dash=se(pe.dash),pe.stroke=se(pe.stroke),pe.fill=se(pe.fill);let oe,
Qe,tt,Ee=[],_t=[],Ft,ct=!1,Gt={};if(j.live){let o=x[1]?x[1].values:null;ct=o!=null,Ft=ct?o(l,1,0):{_:0};for(let r in Ft)Gt[r]=Xs}if(re)if(oe=St("table",Cc,f),tt=
St("tbody",null,oe),j.mount(l,oe),ct){Qe=St("thead",null,oe,tt);let o=St("tr",null,Qe);St("th",null,o);for(var kn in Ft)St("th",Ai,o).textContent=kn}else it(oe,
Rc),j.live&&it(oe,Dc);let yn={show:!0},tl={show:!1};function kl(o,r){if(r==0&&(ct||!j.live||s==2))return Kn;let u=[],h=St("tr",Oc,tt,tt.childNodes[r]);it(h,o.class),
o.show||it(h,mn);let g=St("th",null,h);if(pe.show){let A=gt(Nc,g);if(r>0){let L=pe.width(l,r);L&&(A.style.border=L+"px "+pe.dash(l,r)+" "+pe.stroke(l,r)),A.style.
background=pe.fill(l,r)}}let w=gt(Ai,g);o.label instanceof HTMLElement?w.appendChild(o.label):w.textContent=o.label,r>0&&(pe.show||(w.style.color=o.width>0?pe.stroke(
l,r):pe.fill(l,r)),je("click",g,A=>{if(O._lock)return;on(A);let L=x.indexOf(o);if((A.ctrlKey||A.metaKey)!=j.isolate){let N=x.some((F,W)=>W>0&&W!=L&&F.show);x.forEach(
(F,W)=>{W>0&&$t(W,N?W==L?yn:tl:yn,!0,Le.setSeries)})}else $t(L,{show:!o.show},!0,Le.setSeries)},!1),vn&&je(Di,g,A=>{O._lock||(on(A),$t(x.indexOf(o),Nn,!0,Le.setSeries))},
!1));for(var T in Ft){let A=St("td",Fc,h);A.textContent="--",u.push(A)}return[h,u]}let en=new Map;function je(o,r,u,h=!0){let g=en.get(r)||{},w=O.bind[o](l,r,u,
h);w&&(gn(o,r,g[o]=w),en.set(r,g))}function xn(o,r,u){let h=en.get(r)||{};for(let g in h)(o==null||g==o)&&(Is(g,r,h[g]),delete h[g]);o==null&&en.delete(r)}let Bt=0,
tn=0,te=0,B=0,we=0,De=0,Sn=we,nn=De,Mt=te,ln=B,nt=0,ut=0,Xe=0,wt=0;l.bbox={};let ns=!1,yl=!1,Tn=!1,sn=!1,xl=!1,ft=!1;function ls(o,r,u){(u||o!=l.width||r!=l.height)&&
mo(o,r),An(!1),Tn=!0,yl=!0,Pn()}function mo(o,r){l.width=Bt=te=o,l.height=tn=B=r,we=De=0,aa(),ca();let u=l.bbox;nt=u.left=pn(we*fe,.5),ut=u.top=pn(De*fe,.5),Xe=
u.width=pn(te*fe,.5),wt=u.height=pn(B*fe,.5)}let oa=3;function ia(){let o=!1,r=0;for(;!o;){r++;let u=wa(r),h=ka(r);o=r==oa||u&&h,o||(mo(l.width,l.height),yl=!0)}}
function ra({width:o,height:r}){ls(o,r)}l.setSize=ra;function aa(){let o=!1,r=!1,u=!1,h=!1;E.forEach((g,w)=>{if(g.show&&g._show){let{side:T,_size:A}=g,L=T%2,N=g.
label!=null?g.labelSize:0,F=A+N;F>0&&(L?(te-=F,T==3?(we+=F,h=!0):u=!0):(B-=F,T==0?(De+=F,o=!0):r=!0))}}),rn[0]=o,rn[1]=u,rn[2]=r,rn[3]=h,te-=It[1]+It[3],we+=It[3],
B-=It[2]+It[0],De+=It[0]}function ca(){let o=we+te,r=De+B,u=we,h=De;function g(w,T){switch(w){case 1:return o+=T,o-T;case 2:return r+=T,r-T;case 3:return u-=T,u+
T;case 0:return h-=T,h+T}}E.forEach((w,T)=>{if(w.show&&w._show){let A=w.side;w._pos=g(A,w._size),w.label!=null&&(w._lpos=g(A,w.labelSize))}})}if(O.dataIdx==null){
let o=O.hover,r=o.skip=new Set(o.skip??[]);r.add(void 0);let u=o.prox=se(o.prox),h=o.bias??=0;O.dataIdx=(g,w,T,A)=>{if(w==0)return T;let L=T,N=u(g,w,T,A)??ge,F=N>=
0&&N<ge,W=$.ori==0?te:B,X=O.left,ue=t[0],ae=t[w];if(r.has(ae[T])){L=null;let le=null,Q=null,K;if(h==0||h==-1)for(K=T;le==null&&K-- >0;)r.has(ae[K])||(le=K);if(h==
0||h==1)for(K=T;Q==null&&K++<ae.length;)r.has(ae[K])||(Q=K);if(le!=null||Q!=null)if(F){let Te=le==null?-1/0:q(ue[le],$,W,0),$e=Q==null?1/0:q(ue[Q],$,W,0),We=X-Te,
de=$e-X;We<=de?We<=N&&(L=le):de<=N&&(L=Q)}else L=Q==null?le:le==null?Q:T-le<=Q-T?le:Q}else F&&Oe(X-q(ue[T],$,W,0))>N&&(L=null);return L}}let on=o=>{O.event=o};O.
idxs=z,O._lock=!1;let Ue=O.points;Ue.show=se(Ue.show),Ue.size=se(Ue.size),Ue.stroke=se(Ue.stroke),Ue.width=se(Ue.width),Ue.fill=se(Ue.fill);let Et=l.focus=Ce({},
e.focus||{alpha:.3},O.focus),vn=Et.prox>=0,_n=vn&&Ue.one,ht=[],Mn=[],En=[];function go(o,r){let u=Ue.show(l,r);if(u instanceof HTMLElement)return it(u,Lc),it(u,
o.class),Nt(u,-10,-10,te,B),v.insertBefore(u,ht[r]),u}function bo(o,r){if(s==1||r>0){let u=s==1&&S[o.scale].time,h=o.value;o.value=u?Yi(h)?tr(ne,er(h,U)):h||C:h||
Iu,o.label=o.label||(u?Fu:Nu)}if(_n||r>0){o.width=o.width==null?1:o.width,o.paths=o.paths||of||Kc,o.fillTo=se(o.fillTo||Ju),o.pxAlign=+ce(o.pxAlign,P),o.pxRound=
ur(o.pxAlign),o.stroke=se(o.stroke||null),o.fill=se(o.fill||null),o._stroke=o._fill=o._paths=o._focus=null;let u=Uu(Ze(1,o.width),1),h=o.points=Ce({},{size:u,width:Ze(
1,u*.2),stroke:o.stroke,space:u*2,paths:rf,_stroke:null,_fill:null},o.points);h.show=se(h.show),h.filter=se(h.filter),h.fill=se(h.fill),h.stroke=se(h.stroke),h.
paths=se(h.paths),h.pxAlign=o.pxAlign}if(re){let u=kl(o,r);Ee.splice(r,0,u[0]),_t.splice(r,0,u[1]),j.values.push(null)}if(ye){z.splice(r,0,null);let u=null;_n?r==
0&&(u=go(o,r)):r>0&&(u=go(o,r)),ht.splice(r,0,u),Mn.splice(r,0,0),En.splice(r,0,0)}qe("addSeries",r)}function ua(o,r){r=r??x.length,o=s==1?Zs(o,r,lr,ar):Zs(o,r,
{},rr),x.splice(r,0,o),bo(x[r],r)}l.addSeries=ua;function fa(o){if(x.splice(o,1),re){j.values.splice(o,1),_t.splice(o,1);let r=Ee.splice(o,1)[0];xn(null,r.firstChild),
r.remove()}ye&&(z.splice(o,1),ht.splice(o,1)[0].remove(),Mn.splice(o,1),En.splice(o,1)),qe("delSeries",o)}l.delSeries=fa;let rn=[!1,!1,!1,!1];function ha(o,r){if(o.
_show=o.show,o.show){let u=o.side%2,h=S[o.scale];h==null&&(o.scale=u?x[1].scale:D,h=S[o.scale]);let g=h.time;o.size=se(o.size),o.space=se(o.space),o.rotate=se(o.
rotate),Qt(o.incrs)&&o.incrs.forEach(T=>{!Xt.has(T)&&Xt.set(T,Tr(T))}),o.incrs=se(o.incrs||(h.distr==2?bu:g?M==1?ku:Su:dn)),o.splits=se(o.splits||(g&&h.distr==1?
He:h.distr==3?js:h.distr==4?qu:Vu)),o.stroke=se(o.stroke),o.grid.stroke=se(o.grid.stroke),o.ticks.stroke=se(o.ticks.stroke),o.border.stroke=se(o.border.stroke);
let w=o.values;o.values=Qt(w)&&!Qt(w[0])?se(w):g?Qt(w)?Xi(ne,Qi(w,U)):Yi(w)?_u(ne,w):w||me:w||Bu,o.filter=se(o.filter||(h.distr>=3&&h.log==10?Hu:h.distr==3&&h.log==
2?Gu:xr)),o.font=dr(o.font),o.labelFont=dr(o.labelFont),o._size=o.size(l,null,r,0),o._space=o._rotate=o._incrs=o._found=o._splits=o._values=null,o._size>0&&(rn[r]=
!0,o._el=gt(Ec,b))}}function nl(o,r,u,h){let[g,w,T,A]=u,L=r%2,N=0;return L==0&&(A||w)&&(N=r==0&&!g||r==2&&!T?Re(nr.size/3):0),L==1&&(g||T)&&(N=r==1&&!w||r==3&&!A?
Re(or.size/2):0),N}let wo=l.padding=(e.padding||[nl,nl,nl,nl]).map(o=>se(ce(o,nl))),It=l._padding=wo.map((o,r)=>o(l,r,rn,0)),Ge,Ne=null,Fe=null,Sl=s==1?x[0].idxs:
null,kt=null,ll=!1;function ko(o,r){if(t=o??[],l.data=l._data=t,s==2){Ge=0;for(let u=1;u<x.length;u++)Ge+=t[u][0].length}else{t.length==0&&(l.data=l._data=t=[[]]),
kt=t[0],Ge=kt.length;let u=t;if(Z==2){u=t.slice();let h=u[0]=Array(Ge);for(let g=0;g<Ge;g++)h[g]=g}l._data=t=u}if(An(!0),qe("setData"),Z==2&&(Tn=!0),r!==!1){let u=$;
u.auto(l,ll)?ss():jt(D,u.min,u.max),sn=sn||O.left>=0,ft=!0,Pn()}}l.setData=ko;function ss(){ll=!0;let o,r;s==1&&(Ge>0?(Ne=Sl[0]=0,Fe=Sl[1]=Ge-1,o=t[0][Ne],r=t[0][Fe],
Z==2?(o=Ne,r=Fe):o==r&&(Z==3?[o,r]=Yl(o,o,$.log,!1):Z==4?[o,r]=to(o,o,$.log,!1):$.time?r=o+Re(86400/M):[o,r]=Il(o,r,no,!0))):(Ne=Sl[0]=o=null,Fe=Sl[1]=r=null)),
jt(D,o,r)}let Tl,$n,os,is,rs,as,cs,us,fs,et;function yo(o,r,u,h,g,w){o??=Li,u??=so,h??="butt",g??=Li,w??="round",o!=Tl&&(d.strokeStyle=Tl=o),g!=$n&&(d.fillStyle=
$n=g),r!=os&&(d.lineWidth=os=r),w!=rs&&(d.lineJoin=rs=w),h!=as&&(d.lineCap=as=h),u!=is&&d.setLineDash(is=u)}function xo(o,r,u,h){r!=$n&&(d.fillStyle=$n=r),o!=cs&&
(d.font=cs=o),u!=us&&(d.textAlign=us=u),h!=fs&&(d.textBaseline=fs=h)}function hs(o,r,u,h,g=0){if(h.length>0&&o.auto(l,ll)&&(r==null||r.min==null)){let w=ce(Ne,0),
T=ce(Fe,h.length-1),A=u.min==null?Hc(h,w,T,g,o.distr==3):[u.min,u.max];o.min=vt(o.min,u.min=A[0]),o.max=Ze(o.max,u.max=A[1])}}let So={min:null,max:null};function pa(){
for(let h in S){let g=S[h];G[h]==null&&(g.min==null||G[D]!=null&&g.auto(l,ll))&&(G[h]=So)}for(let h in S){let g=S[h];G[h]==null&&g.from!=null&&G[g.from]!=null&&
(G[h]=So)}G[D]!=null&&An(!0);let o={};for(let h in G){let g=G[h];if(g!=null){let w=o[h]=Jn(S[h],Qc);if(g.min!=null)Ce(w,g);else if(h!=D||s==2)if(Ge==0&&w.from==
null){let T=w.range(l,null,null,h);w.min=T[0],w.max=T[1]}else w.min=ge,w.max=-ge}}if(Ge>0){x.forEach((h,g)=>{if(s==1){let w=h.scale,T=G[w];if(T==null)return;let A=o[w];
if(g==0){let L=A.range(l,A.min,A.max,w);A.min=L[0],A.max=L[1],Ne=Tt(A.min,t[0]),Fe=Tt(A.max,t[0]),Fe-Ne>1&&(t[0][Ne]<A.min&&Ne++,t[0][Fe]>A.max&&Fe--),h.min=kt[Ne],
h.max=kt[Fe]}else h.show&&h.auto&&hs(A,T,h,t[g],h.sorted);h.idxs[0]=Ne,h.idxs[1]=Fe}else if(g>0&&h.show&&h.auto){let[w,T]=h.facets,A=w.scale,L=T.scale,[N,F]=t[g],
W=o[A],X=o[L];W!=null&&hs(W,G[A],w,N,w.sorted),X!=null&&hs(X,G[L],T,F,T.sorted),h.min=T.min,h.max=T.max}});for(let h in o){let g=o[h],w=G[h];if(g.from==null&&(w==
null||w.min==null)){let T=g.range(l,g.min==ge?null:g.min,g.max==-ge?null:g.max,h);g.min=T[0],g.max=T[1]}}}for(let h in o){let g=o[h];if(g.from!=null){let w=o[g.
from];if(w.min==null)g.min=g.max=null;else{let T=g.range(l,w.min,w.max,h);g.min=T[0],g.max=T[1]}}}let r={},u=!1;for(let h in o){let g=o[h],w=S[h];if(w.min!=g.min||
w.max!=g.max){w.min=g.min,w.max=g.max;let T=w.distr;w._min=T==3?zt(w.min):T==4?Bs(w.min,w.asinh):T==100?w.fwd(w.min):w.min,w._max=T==3?zt(w.max):T==4?Bs(w.max,w.
asinh):T==100?w.fwd(w.max):w.max,r[h]=u=!0}}if(u){x.forEach((h,g)=>{s==2?g>0&&r.y&&(h._paths=null):r[h.scale]&&(h._paths=null)});for(let h in r)Tn=!0,qe("setSca\
le",h);ye&&O.left>=0&&(sn=ft=!0)}for(let h in G)G[h]=null}function da(o){let r=Us(Ne-1,0,Ge-1),u=Us(Fe+1,0,Ge-1);for(;o[r]==null&&r>0;)r--;for(;o[u]==null&&u<Ge-
1;)u++;return[r,u]}function ma(){if(Ge>0){let o=x.some(r=>r._focus)&&et!=Et.alpha;o&&(d.globalAlpha=et=Et.alpha),x.forEach((r,u)=>{if(u>0&&r.show&&(To(u,!1),To(
u,!0),r._paths==null)){let h=et;et!=r.alpha&&(d.globalAlpha=et=r.alpha);let g=s==2?[0,t[u][0].length-1]:da(t[u]);r._paths=r.paths(l,u,g[0],g[1]),et!=h&&(d.globalAlpha=
et=h)}}),x.forEach((r,u)=>{if(u>0&&r.show){let h=et;et!=r.alpha&&(d.globalAlpha=et=r.alpha),r._paths!=null&&vo(u,!1);{let g=r._paths!=null?r._paths.gaps:null,w=r.
points.show(l,u,Ne,Fe,g),T=r.points.filter(l,u,w,g);(w||T)&&(r.points._paths=r.points.paths(l,u,Ne,Fe,T),vo(u,!0))}et!=h&&(d.globalAlpha=et=h),qe("drawSeries",u)}}),
o&&(d.globalAlpha=et=1)}}function To(o,r){let u=r?x[o].points:x[o];u._stroke=u.stroke(l,o),u._fill=u.fill(l,o)}function vo(o,r){let u=r?x[o].points:x[o],{stroke:h,
fill:g,clip:w,flags:T,_stroke:A=u._stroke,_fill:L=u._fill,_width:N=u.width}=u._paths;N=be(N*fe,3);let F=null,W=N%2/2;r&&L==null&&(L=N>0?"#fff":A);let X=u.pxAlign==
1&&W>0;if(X&&d.translate(W,W),!r){let ue=nt-N/2,ae=ut-N/2,le=Xe+N,Q=wt+N;F=new Path2D,F.rect(ue,ae,le,Q)}r?ps(A,N,u.dash,u.cap,L,h,g,T,w):ga(o,A,N,u.dash,u.cap,
L,h,g,T,F,w),X&&d.translate(-W,-W)}function ga(o,r,u,h,g,w,T,A,L,N,F){let W=!1;L!=0&&R.forEach((X,ue)=>{if(X.series[0]==o){let ae=x[X.series[1]],le=t[X.series[1]],
Q=(ae._paths||bl).band;Qt(Q)&&(Q=X.dir==1?Q[0]:Q[1]);let K,Te=null;ae.show&&Q&&Ic(le,Ne,Fe)?(Te=X.fill(l,ue)||w,K=ae._paths.clip):Q=null,ps(r,u,h,g,Te,T,A,L,N,F,
K,Q),W=!0}}),W||ps(r,u,h,g,w,T,A,L,N,F)}let _o=Zn|Ks;function ps(o,r,u,h,g,w,T,A,L,N,F,W){yo(o,r,u,h,g),(L||N||W)&&(d.save(),L&&d.clip(L),N&&d.clip(N)),W?(A&_o)==
_o?(d.clip(W),F&&d.clip(F),_l(g,T),vl(o,w,r)):A&Ks?(_l(g,T),d.clip(W),vl(o,w,r)):A&Zn&&(d.save(),d.clip(W),F&&d.clip(F),_l(g,T),d.restore(),vl(o,w,r)):(_l(g,T),
vl(o,w,r)),(L||N||W)&&d.restore()}function vl(o,r,u){u>0&&(r instanceof Map?r.forEach((h,g)=>{d.strokeStyle=Tl=g,d.stroke(h)}):r!=null&&o&&d.stroke(r))}function _l(o,r){
r instanceof Map?r.forEach((u,h)=>{d.fillStyle=$n=h,d.fill(u)}):r!=null&&o&&d.fill(r)}function ba(o,r,u,h){let g=E[o],w;if(h<=0)w=[0,0];else{let T=g._space=g.space(
l,o,r,u,h),A=g._incrs=g.incrs(l,o,r,u,h,T);w=pf(r,u,A,h,T)}return g._found=w}function ds(o,r,u,h,g,w,T,A,L,N){let F=T%2/2;P==1&&d.translate(F,F),yo(A,T,L,N,A),d.
beginPath();let W,X,ue,ae,le=g+(h==0||h==3?-w:w);u==0?(X=g,ae=le):(W=g,ue=le);for(let Q=0;Q<o.length;Q++)r[Q]!=null&&(u==0?W=ue=o[Q]:X=ae=o[Q],d.moveTo(W,X),d.lineTo(
ue,ae));d.stroke(),P==1&&d.translate(-F,-F)}function wa(o){let r=!0;return E.forEach((u,h)=>{if(!u.show)return;let g=S[u.scale];if(g.min==null){u._show&&(r=!1,u.
_show=!1,An(!1));return}else u._show||(r=!1,u._show=!0,An(!1));let w=u.side,T=w%2,{min:A,max:L}=g,[N,F]=ba(h,A,L,T==0?te:B);if(F==0)return;let W=g.distr==2,X=u.
_splits=u.splits(l,h,A,L,N,F,W),ue=g.distr==2?X.map(K=>kt[K]):X,ae=g.distr==2?kt[X[1]]-kt[X[0]]:N,le=u._values=u.values(l,u.filter(l,ue,h,F,ae),h,F,ae);u._rotate=
w==2?u.rotate(l,le,h,F):0;let Q=u._size;u._size=bt(u.size(l,le,h,o)),Q!=null&&u._size!=Q&&(r=!1)}),r}function ka(o){let r=!0;return wo.forEach((u,h)=>{let g=u(l,
h,rn,o);g!=It[h]&&(r=!1),It[h]=g}),r}function ya(){for(let o=0;o<E.length;o++){let r=E[o];if(!r.show||!r._show)continue;let u=r.side,h=u%2,g,w,T=r.stroke(l,o),A=u==
0||u==3?-1:1,[L,N]=r._found;if(r.label!=null){let Ke=r.labelGap*A,ot=Re((r._lpos+Ke)*fe);xo(r.labelFont[0],T,"center",u==2?"top":Pi),d.save(),h==1?(g=w=0,d.translate(
ot,Re(ut+wt/2)),d.rotate((u==3?-Hl:Hl)/2)):(g=Re(nt+Xe/2),w=ot);let un=kr(r.label)?r.label(l,o,L,N):r.label;d.fillText(un,g,w),d.restore()}if(N==0)continue;let F=S[r.
scale],W=h==0?Xe:wt,X=h==0?nt:ut,ue=r._splits,ae=F.distr==2?ue.map(Ke=>kt[Ke]):ue,le=F.distr==2?kt[ue[1]]-kt[ue[0]]:L,Q=r.ticks,K=r.border,Te=Q.show?Q.size:0,$e=Re(
Te*fe),We=Re((r.alignTo==2?r._size-Te-r.gap:r.gap)*fe),de=r._rotate*-Hl/180,Ae=_(r._pos*fe),lt=($e+We)*A,Ye=Ae+lt;w=h==0?Ye:0,g=h==1?Ye:0;let pt=r.font[0],yt=r.
align==1?In:r.align==2?Os:de>0?In:de<0?Os:h==0?"center":u==3?Os:In,Pt=de||h==1?"middle":u==2?"top":Pi;xo(pt,T,yt,Pt);let st=r.font[1]*r.lineGap,dt=ue.map(Ke=>_(
c(Ke,F,W,X))),xt=r._values;for(let Ke=0;Ke<xt.length;Ke++){let ot=xt[Ke];if(ot!=null){h==0?g=dt[Ke]:w=dt[Ke],ot=""+ot;let un=ot.indexOf(`
`)==-1?[ot]:ot.split(/\n/gm);for(let Je=0;Je<un.length;Je++){let Go=un[Je];de?(d.save(),d.translate(g,w+Je*st),d.rotate(de),d.fillText(Go,0,0),d.restore()):d.fillText(
Go,g,w+Je*st)}}}Q.show&&ds(dt,Q.filter(l,ae,o,N,le),h,u,Ae,$e,be(Q.width*fe,3),Q.stroke(l,o),Q.dash,Q.cap);let Lt=r.grid;Lt.show&&ds(dt,Lt.filter(l,ae,o,N,le),h,
h==0?2:1,h==0?ut:nt,h==0?wt:Xe,be(Lt.width*fe,3),Lt.stroke(l,o),Lt.dash,Lt.cap),K.show&&ds([Ae],[1],h==0?1:0,h==0?1:2,h==1?ut:nt,h==1?wt:Xe,be(K.width*fe,3),K.stroke(
l,o),K.dash,K.cap)}qe("drawAxes")}function An(o){x.forEach((r,u)=>{u>0&&(r._paths=null,o&&(s==1?(r.min=null,r.max=null):r.facets.forEach(h=>{h.min=null,h.max=null})))})}
let Ml=!1,ms=!1,sl=[];function xa(){ms=!1;for(let o=0;o<sl.length;o++)qe(...sl[o]);sl.length=0}function Pn(){Ml||(ou(Mo),Ml=!0)}function Sa(o,r=!1){Ml=!0,ms=r,o(
l),Mo(),r&&sl.length>0&&queueMicrotask(xa)}l.batch=Sa;function Mo(){if(ns&&(pa(),ns=!1),Tn&&(ia(),Tn=!1),yl){if(ve(y,In,we),ve(y,"top",De),ve(y,pl,te),ve(y,dl,B),
ve(v,In,we),ve(v,"top",De),ve(v,pl,te),ve(v,dl,B),ve(b,pl,Bt),ve(b,dl,tn),m.width=Re(Bt*fe),m.height=Re(tn*fe),E.forEach(({_el:o,_show:r,_size:u,_pos:h,side:g})=>{
if(o!=null)if(r){let w=g===3||g===0?u:0,T=g%2==1;ve(o,T?"left":"top",h-w),ve(o,T?"width":"height",u),ve(o,T?"top":"left",T?De:we),ve(o,T?"height":"width",T?B:te),
Gs(o,mn)}else it(o,mn)}),Tl=$n=os=rs=as=cs=us=fs=is=null,et=1,rl(!0),we!=Sn||De!=nn||te!=Mt||B!=ln){An(!1);let o=te/Mt,r=B/ln;if(ye&&!sn&&O.left>=0){O.left*=o,O.
top*=r,Ln&&Nt(Ln,Re(O.left),0,te,B),Cn&&Nt(Cn,0,Re(O.top),te,B);for(let u=0;u<ht.length;u++){let h=ht[u];h!=null&&(Mn[u]*=o,En[u]*=r,Nt(h,bt(Mn[u]),bt(En[u]),te,
B))}}if(Se.show&&!xl&&Se.left>=0&&Se.width>0){Se.left*=o,Se.width*=o,Se.top*=r,Se.height*=r;for(let u in xs)ve(On,u,Se[u])}Sn=we,nn=De,Mt=te,ln=B}qe("setSize"),
yl=!1}Bt>0&&tn>0&&(d.clearRect(0,0,m.width,m.height),qe("drawClear"),H.forEach(o=>o()),qe("draw")),Se.show&&xl&&(El(Se),xl=!1),ye&&sn&&(cn(null,!0,!1),sn=!1),j.
show&&j.live&&ft&&(ks(),ft=!1),p||(p=!0,l.status=1,qe("ready")),ll=!1,Ml=!1}l.redraw=(o,r)=>{Tn=r||!1,o!==!1?jt(D,$.min,$.max):Pn()};function gs(o,r){let u=S[o];
if(u.from==null){if(Ge==0){let h=u.range(l,r.min,r.max,o);r.min=h[0],r.max=h[1]}if(r.min>r.max){let h=r.min;r.min=r.max,r.max=h}if(Ge>1&&r.min!=null&&r.max!=null&&
r.max-r.min<1e-16)return;o==D&&u.distr==2&&Ge>0&&(r.min=Tt(r.min,t[0]),r.max=Tt(r.max,t[0]),r.min==r.max&&r.max++),G[o]=r,ns=!0,Pn()}}l.setScale=gs;let bs,ws,Ln,
Cn,Eo,$o,Dn,Rn,Ao,Po,xe,_e,Ut=!1,Ie=O.drag,Be=Ie.x,Ve=Ie.y;ye&&(O.x&&(bs=gt(Ac,v)),O.y&&(ws=gt(Pc,v)),$.ori==0?(Ln=bs,Cn=ws):(Ln=ws,Cn=bs),xe=O.left,_e=O.top);let Se=l.
select=Ce({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),On=Se.show?gt($c,Se.over?v:y):null;function El(o,r){if(Se.show){for(let u in o)Se[u]=o[u],u in
xs&&ve(On,u,o[u]);r!==!1&&qe("setSelect")}}l.setSelect=El;function Ta(o){if(x[o].show)re&&Gs(Ee[o],mn);else if(re&&it(Ee[o],mn),ye){let u=_n?ht[0]:ht[o];u!=null&&
Nt(u,-10,-10,te,B)}}function jt(o,r,u){gs(o,{min:r,max:u})}function $t(o,r,u,h){r.focus!=null&&$a(o),r.show!=null&&x.forEach((g,w)=>{w>0&&(o==w||o==null)&&(g.show=
r.show,Ta(w),s==2?(jt(g.facets[0].scale,null,null),jt(g.facets[1].scale,null,null)):jt(g.scale,null,null),Pn())}),u!==!1&&qe("setSeries",o,r),h&&al("setSeries",
l,o,r)}l.setSeries=$t;function va(o,r){Ce(R[o],r)}function _a(o,r){o.fill=se(o.fill||null),o.dir=ce(o.dir,-1),r=r??R.length,R.splice(r,0,o)}function Ma(o){o==null?
R.length=0:R.splice(o,1)}l.addBand=_a,l.setBand=va,l.delBand=Ma;function Ea(o,r){x[o].alpha=r,ye&&ht[o]!=null&&(ht[o].style.opacity=r),re&&Ee[o]&&(Ee[o].style.opacity=
r)}let Vt,Yt,an,Nn={focus:!0};function $a(o){if(o!=an){let r=o==null,u=Et.alpha!=1;x.forEach((h,g)=>{if(s==1||g>0){let w=r||g==0||g==o;h._focus=r?null:w,u&&Ea(g,
w?1:Et.alpha)}}),an=o,u&&Pn()}}re&&vn&&je(Ri,oe,o=>{O._lock||(on(o),an!=null&&$t(null,Nn,!0,Le.setSeries))});function At(o,r,u){let h=S[r];u&&(o=o/fe-(h.ori==1?
De:we));let g=te;h.ori==1&&(g=B,o=g-o),h.dir==-1&&(o=g-o);let w=h._min,T=h._max,A=o/g,L=w+(T-w)*A,N=h.distr;return N==3?Yn(10,L):N==4?jc(L,h.asinh):N==100?h.bwd(
L):L}function Aa(o,r){let u=At(o,D,r);return Tt(u,t[0],Ne,Fe)}l.valToIdx=o=>Tt(o,t[0]),l.posToIdx=Aa,l.posToVal=At,l.valToPos=(o,r,u)=>S[r].ori==0?i(o,S[r],u?Xe:
te,u?nt:0):a(o,S[r],u?wt:B,u?ut:0),l.setCursor=(o,r,u)=>{xe=o.left,_e=o.top,cn(null,r,u)};function Lo(o,r){ve(On,In,Se.left=o),ve(On,pl,Se.width=r)}function Co(o,r){
ve(On,"top",Se.top=o),ve(On,dl,Se.height=r)}let ol=$.ori==0?Lo:Co,il=$.ori==1?Lo:Co;function Pa(){if(re&&j.live)for(let o=s==2?1:0;o<x.length;o++){if(o==0&&ct)continue;
let r=j.values[o],u=0;for(let h in r)_t[o][u++].firstChild.nodeValue=r[h]}}function ks(o,r){if(o!=null&&(o.idxs?o.idxs.forEach((u,h)=>{z[h]=u}):Zc(o.idx)||z.fill(
o.idx),j.idx=z[0]),re&&j.live){for(let u=0;u<x.length;u++)(u>0||s==1&&!ct)&&La(u,z[u]);Pa()}ft=!1,r!==!1&&qe("setLegend")}l.setLegend=ks;function La(o,r){let u=x[o],
h=o==0&&Z==2?kt:t[o],g;ct?g=u.values(l,o,r)??Gt:(g=u.value(l,r==null?null:h[r],o,r),g=g==null?Gt:{_:g}),j.values[o]=g}function cn(o,r,u){Ao=xe,Po=_e,[xe,_e]=O.move(
l,xe,_e),O.left=xe,O.top=_e,ye&&(Ln&&Nt(Ln,Re(xe),0,te,B),Cn&&Nt(Cn,0,Re(_e),te,B));let h,g=Ne>Fe;Vt=ge,Yt=null;let w=$.ori==0?te:B,T=$.ori==1?te:B;if(xe<0||Ge==
0||g){h=O.idx=null;for(let A=0;A<x.length;A++){let L=ht[A];L!=null&&Nt(L,-10,-10,te,B)}vn&&$t(null,Nn,!0,o==null&&Le.setSeries),j.live&&(z.fill(h),ft=!0)}else{let A,
L,N;s==1&&(A=$.ori==0?xe:_e,L=At(A,D),h=O.idx=Tt(L,t[0],Ne,Fe),N=q(t[0][h],$,w,0));let F=-10,W=-10,X=0,ue=0,ae=!0,le="",Q="";for(let K=s==2?1:0;K<x.length;K++){
let Te=x[K],$e=z[K],We=$e==null?null:s==1?t[K][$e]:t[K][1][$e],de=O.dataIdx(l,K,h,L),Ae=de==null?null:s==1?t[K][de]:t[K][1][de];if(ft=ft||Ae!=We||de!=$e,z[K]=de,
K>0&&Te.show){let lt=de==null?-10:de==h?N:q(s==1?t[0][de]:t[K][0][de],$,w,0),Ye=Ae==null?-10:Y(Ae,s==1?S[Te.scale]:S[Te.facets[1].scale],T,0);if(vn&&Ae!=null){let pt=$.
ori==1?xe:_e,yt=Oe(Et.dist(l,K,de,Ye,pt));if(yt<Vt){let Pt=Et.bias;if(Pt!=0){let st=At(pt,Te.scale),dt=Ae>=0?1:-1,xt=st>=0?1:-1;xt==dt&&(xt==1?Pt==1?Ae>=st:Ae<=
st:Pt==1?Ae<=st:Ae>=st)&&(Vt=yt,Yt=K)}else Vt=yt,Yt=K}}if(ft||_n){let pt,yt;$.ori==0?(pt=lt,yt=Ye):(pt=Ye,yt=lt);let Pt,st,dt,xt,Lt,Ke,ot=!0,un=Ue.bbox;if(un!=null){
ot=!1;let Je=un(l,K);dt=Je.left,xt=Je.top,Pt=Je.width,st=Je.height}else dt=pt,xt=yt,Pt=st=Ue.size(l,K);if(Ke=Ue.fill(l,K),Lt=Ue.stroke(l,K),_n)K==Yt&&Vt<=Et.prox&&
(F=dt,W=xt,X=Pt,ue=st,ae=ot,le=Ke,Q=Lt);else{let Je=ht[K];Je!=null&&(Mn[K]=dt,En[K]=xt,Wi(Je,Pt,st,ot),Vi(Je,Ke,Lt),Nt(Je,bt(dt),bt(xt),te,B))}}}}if(_n){let K=Et.
prox,Te=an==null?Vt<=K:Vt>K||Yt!=an;if(ft||Te){let $e=ht[0];$e!=null&&(Mn[0]=F,En[0]=W,Wi($e,X,ue,ae),Vi($e,le,Q),Nt($e,bt(F),bt(W),te,B))}}}if(Se.show&&Ut)if(o!=
null){let[A,L]=Le.scales,[N,F]=Le.match,[W,X]=o.cursor.sync.scales,ue=o.cursor.drag;if(Be=ue._x,Ve=ue._y,Be||Ve){let{left:ae,top:le,width:Q,height:K}=o.select,Te=o.
scales[W].ori,$e=o.posToVal,We,de,Ae,lt,Ye,pt=A!=null&&N(A,W),yt=L!=null&&F(L,X);pt&&Be?(Te==0?(We=ae,de=Q):(We=le,de=K),Ae=S[A],lt=q($e(We,W),Ae,w,0),Ye=q($e(We+
de,W),Ae,w,0),ol(vt(lt,Ye),Oe(Ye-lt))):ol(0,w),yt&&Ve?(Te==1?(We=ae,de=Q):(We=le,de=K),Ae=S[L],lt=Y($e(We,X),Ae,T,0),Ye=Y($e(We+de,X),Ae,T,0),il(vt(lt,Ye),Oe(Ye-
lt))):il(0,T)}else Ss()}else{let A=Oe(Ao-Eo),L=Oe(Po-$o);if($.ori==1){let X=A;A=L,L=X}Be=Ie.x&&A>=Ie.dist,Ve=Ie.y&&L>=Ie.dist;let N=Ie.uni;N!=null?Be&&Ve&&(Be=A>=
N,Ve=L>=N,!Be&&!Ve&&(L>A?Ve=!0:Be=!0)):Ie.x&&Ie.y&&(Be||Ve)&&(Be=Ve=!0);let F,W;Be&&($.ori==0?(F=Dn,W=xe):(F=Rn,W=_e),ol(vt(F,W),Oe(W-F)),Ve||il(0,T)),Ve&&($.ori==
1?(F=Dn,W=xe):(F=Rn,W=_e),il(vt(F,W),Oe(W-F)),Be||ol(0,w)),!Be&&!Ve&&(ol(0,0),il(0,0))}if(Ie._x=Be,Ie._y=Ve,o==null){if(u){if(Ho!=null){let[A,L]=Le.scales;Le.values[0]=
A!=null?At($.ori==0?xe:_e,A):null,Le.values[1]=L!=null?At($.ori==1?xe:_e,L):null}al(Ns,l,xe,_e,te,B,h)}if(vn){let A=u&&Le.setSeries,L=Et.prox;an==null?Vt<=L&&$t(
Yt,Nn,!0,A):Vt>L?$t(null,Nn,!0,A):Yt!=an&&$t(Yt,Nn,!0,A)}}ft&&(j.idx=h,ks()),r!==!1&&qe("setCursor")}let Kt=null;Object.defineProperty(l,"rect",{get(){return Kt==
null&&rl(!1),Kt}});function rl(o=!1){o?Kt=null:(Kt=v.getBoundingClientRect(),qe("syncRect",Kt))}function Do(o,r,u,h,g,w,T){O._lock||Ut&&o!=null&&o.movementX==0&&
o.movementY==0||(ys(o,r,u,h,g,w,T,!1,o!=null),o!=null?cn(null,!0,!0):cn(r,!0,!1))}function ys(o,r,u,h,g,w,T,A,L){if(Kt==null&&rl(!1),on(o),o!=null)u=o.clientX-Kt.
left,h=o.clientY-Kt.top;else{if(u<0||h<0){xe=-10,_e=-10;return}let[N,F]=Le.scales,W=r.cursor.sync,[X,ue]=W.values,[ae,le]=W.scales,[Q,K]=Le.match,Te=r.axes[0].side%
2==1,$e=$.ori==0?te:B,We=$.ori==1?te:B,de=Te?w:g,Ae=Te?g:w,lt=Te?h:u,Ye=Te?u:h;if(ae!=null?u=Q(N,ae)?c(X,S[N],$e,0):-10:u=$e*(lt/de),le!=null?h=K(F,le)?c(ue,S[F],
We,0):-10:h=We*(Ye/Ae),$.ori==1){let pt=u;u=h,h=pt}}L&&(r==null||r.cursor.event.type==Ns)&&((u<=1||u>=te-1)&&(u=pn(u,te)),(h<=1||h>=B-1)&&(h=pn(h,B))),A?(Eo=u,$o=
h,[Dn,Rn]=O.move(l,u,h)):(xe=u,_e=h)}let xs={width:0,height:0,left:0,top:0};function Ss(){El(xs,!1)}let Ro,Oo,No,Fo;function Bo(o,r,u,h,g,w,T){Ut=!0,Be=Ve=Ie._x=
Ie._y=!1,ys(o,r,u,h,g,w,T,!0,!1),o!=null&&(je(Fs,zs,Vo,!1),al(Ci,l,Dn,Rn,te,B,null));let{left:A,top:L,width:N,height:F}=Se;Ro=A,Oo=L,No=N,Fo=F}function Vo(o,r,u,h,g,w,T){
Ut=Ie._x=Ie._y=!1,ys(o,r,u,h,g,w,T,!1,!0);let{left:A,top:L,width:N,height:F}=Se,W=N>0||F>0,X=Ro!=A||Oo!=L||No!=N||Fo!=F;if(W&&X&&El(Se),Ie.setScale&&W&&X){let ue=A,
ae=N,le=L,Q=F;if($.ori==1&&(ue=L,ae=F,le=A,Q=N),Be&&jt(D,At(ue,D),At(ue+ae,D)),Ve)for(let K in S){let Te=S[K];K!=D&&Te.from==null&&Te.min!=ge&&jt(K,At(le+Q,K),At(
le,K))}Ss()}else O.lock&&(O._lock=!O._lock,cn(r,!0,o!=null));o!=null&&(xn(Fs,zs),al(Fs,l,xe,_e,te,B,null))}function Ca(o,r,u,h,g,w,T){if(O._lock)return;on(o);let A=Ut;
if(Ut){let L=!0,N=!0,F=10,W,X;$.ori==0?(W=Be,X=Ve):(W=Ve,X=Be),W&&X&&(L=xe<=F||xe>=te-F,N=_e<=F||_e>=B-F),W&&L&&(xe=xe<Dn?0:te),X&&N&&(_e=_e<Rn?0:B),cn(null,!0,
!0),Ut=!1}xe=-10,_e=-10,z.fill(null),cn(null,!0,!0),A&&(Ut=A)}function qo(o,r,u,h,g,w,T){O._lock||(on(o),ss(),Ss(),o!=null&&al(Oi,l,xe,_e,te,B,null))}function Wo(){
E.forEach(df),ls(l.width,l.height,!0)}gn(Gl,jn,Wo);let Fn={};Fn.mousedown=Bo,Fn.mousemove=Do,Fn.mouseup=Vo,Fn.dblclick=qo,Fn.setSeries=(o,r,u,h)=>{let g=Le.match[2];
u=g(l,r,u),u!=-1&&$t(u,h,!0,!1)},ye&&(je(Ci,v,Bo),je(Ns,v,Do),je(Di,v,o=>{on(o),rl(!1)}),je(Ri,v,Ca),je(Oi,v,qo),Js.add(l),l.syncRect=rl);let $l=l.hooks=e.hooks||
{};function qe(o,r,u){ms?sl.push([o,r,u]):o in $l&&$l[o].forEach(h=>{h.call(null,l,r,u)})}(e.plugins||[]).forEach(o=>{for(let r in o.hooks)$l[r]=($l[r]||[]).concat(
o.hooks[r])});let zo=(o,r,u)=>u,Le=Ce({key:null,setSeries:!1,filters:{pub:Ui,sub:Ui},scales:[D,x[1]?x[1].scale:null],match:[ji,ji,zo],values:[null,null]},O.sync);
Le.match.length==2&&Le.match.push(zo),O.sync=Le;let Ho=Le.key,Ts=Hr(Ho);function al(o,r,u,h,g,w,T){Le.filters.pub(o,r,u,h,g,w,T)&&Ts.pub(o,r,u,h,g,w,T)}Ts.sub(l);
function Da(o,r,u,h,g,w,T){Le.filters.sub(o,r,u,h,g,w,T)&&Fn[o](null,r,u,h,g,w,T)}l.pub=Da;function Ra(){Ts.unsub(l),Js.delete(l),en.clear(),Is(Gl,jn,Wo),f.remove(),
oe?.remove(),qe("destroy")}l.destroy=Ra;function vs(){qe("init",e,t),ko(t||e.data,!1),G[D]?gs(D,G[D]):ss(),xl=Se.show&&(Se.width>0||Se.height>0),sn=ft=!0,ls(e.width,
e.height)}return x.forEach(bo),E.forEach(ha),n?n instanceof HTMLElement?(n.appendChild(f),vs()):n(l,vs):vs(),l}ze.assign=Ce;ze.fmtNum=lo;ze.rangeNum=Il;ze.rangeLog=
Yl;ze.rangeAsinh=to;ze.orient=wn;ze.pxRatio=fe;ze.join=su;ze.fmtDate=oo,ze.tzDate=mu;ze.sync=Hr;{ze.addGap=Zu,ze.clipGaps=Zl;let e=ze.paths={points:Kr};e.linear=
Zr,e.stepped=ef,e.bars=tf,e.spline=lf}var ta=[{title:"Throughput",unit:"tokens/s",format:fn,series:[["out_rate","output"],["in_rate","prompts"]]},{title:"KV usage",format:qt,range:[0,1],series:[["kv\
_usage","blocks in use"]]},{title:"Requests",format:ie,whole:!0,series:[["running","running"],["waiting","waiting"]]},{title:"Median latency",format:Me,series:[
["ttft","TTFT"],["tpot","TPOT"]]}],mf=[void 0,[4,3]];function gf(e,{series:t}){let n=e?.at??[];return[n,...t.map(([l])=>n.map((s,i)=>ho(e[l]?.[i])))]}function bf(e,{
series:t,format:n,unit:l}){return t.map(([s,i])=>{let a=ho(e?.[s]?.at(-1));return`${i} ${n(a,Dt)}${l&&a!==null?` ${l}`:""}`})}function na({model:e,scope:t,theme:n}){
let l=ze.sync(`nbs-${Math.random()}`),s=ta.map(p=>({chart:p,words:p.series.map((f,m)=>k(`span.nbs-line-${m+1}`)),place:k("div.nbs-plot",{role:"img"}),plot:null})),
i=k("div.nbs-charts",{},s.map(({chart:p,words:f,place:m})=>k("figure",{},k("figcaption",{},k("b",{},p.title),k("span.nbs-note",{},f)),m))),a=t.frame(()=>{let p=e.
get("time");for(let f of s){let{clientWidth:m}=f.place;if(!m)continue;let d=gf(p,f.chart);f.plot?f.plot.setData(d):f.plot=new ze(wf(f.chart,m,n,l.key),d,f.place),
f.plot.width!==m&&f.plot.setSize({width:m,height:la})}}),c=zn(t,()=>{let p=e.get("time")??{},f=ta.flatMap(({series:m,format:d})=>m.map(([b,y])=>({name:b,label:y,
format:d})));return{caption:"One row a second, newest first",head:["Time",...f.map(({label:m})=>m)],body:(p.at??[]).map((m,d)=>[Zt(m),...f.map(({name:b,format:y})=>y(
ho(p[b]?.[d]),"–"))]).reverse().slice(0,60)}});return t.bind("time",p=>{for(let{chart:f,words:m,place:d}of s){let b=bf(p,f);b.forEach((y,v)=>ee(m[v],y)),d.setAttribute(
"aria-label",`${f.title} over the last five minutes. Now: ${b.join(", ")}`)}c.refresh(),a()}),n.watch(()=>{for(let p of s)p.plot?.destroy(),p.plot=null;a()}),t.
observe(new ResizeObserver(a),i),t.defer(()=>{for(let{plot:p}of s)p?.destroy()}),Rt("time","Time","One point a second over the last five minutes. Gaps are secon\
ds without traffic. Where requests wait, watch KV usage: a full pool is what they wait for.",i,c.element)}var la=132;function wf({series:e,format:t,range:n,whole:l},s,i,a){
let c={stroke:i.ink(.65),font:"10px system-ui, sans-serif",grid:{stroke:i.ink(.1),width:1},ticks:{show:!1}},p=f=>f===null?"":t(f);return{width:s,height:la,legend:{
live:!0},cursor:{sync:{key:a},y:!1,points:{size:5}},scales:{y:{range:n??((f,m,d)=>[0,(d||1)*1.08])}},axes:[{...c,size:22,space:60,values:(f,m)=>m.map(d=>Zt(d))},
{...c,size:52,space:28,incrs:l?[1,2,5,10,20,50,100,200,500,1e3]:void 0,values:(f,m)=>m.map(p)}],series:[{label:"at",value:(f,m)=>Zt(m)},...e.map(([,f],m)=>({label:f,
stroke:i.named(`--nbs-line-${m+1}`),width:1.5,dash:mf[m],points:{show:!1},value:(d,b)=>t(b,Dt)}))]}}function ho(e){return Number.isFinite(e)?e:null}var po="_view",kf=Object.freeze({selected:null,sort:"submitted",descending:!0}),ts=class{#e;#n;constructor(t,n){this.#e=t,this.#n=n}get(){return{...kf,...this.#e.
get(po)}}set(t){this.#e.set(po,{...this.get(),...t})}toggle(t){this.set({selected:this.get().selected===t?null:t})}bind(t){this.#n.on(`change:${po}`,()=>t(this.
get())),t(this.get())}};var sa={now:ki,blocks:pi,batch:ni,time:na,requests:$i};function yf({model:e,el:t}){let n=new Ll(e),l=k("div.nbs",{role:"region","aria-label":`Engine ${e.get("no\
w")?.engine??""}`.trim()});t.append(l);let s={model:e,scope:n,root:l,kernel:new Pl(e,n),theme:new Cl(l,n),view:new ts(e,n),slots:new Dl};s.slots.learn(e.get("po\
ol")?.owners??[]),n.on("change:pool",()=>s.slots.learn(e.get("pool")?.owners??[])),l.append(gi(s),Uo(s),yi(s));for(let i of e.get("panels")??[])i in sa&&l.append(
sa[i](s));return n.frame(()=>s.theme.refresh())(),()=>{n.close(),l.remove()}}var ap={render:yf};export{ap as default};
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
