// Built from nbserve/notebook/js/src/dashboard; edit that, then run "npm run build" there.
var Oa="http://www.w3.org/2000/svg";function k(e,t={},...n){return Uo(l=>document.createElement(l),e,t,n)}function xe(e,t={},...n){return Uo(l=>document.createElementNS(
Oa,l),e,t,n)}function Uo(e,t,n,l){let[s,...i]=t.split("."),c=e(s);i.length&&c.setAttribute("class",i.join(" "));for(let[a,f]of Object.entries(n))if(a.startsWith(
"on"))c.addEventListener(a.slice(2),f);else if(a==="dataset")Object.assign(c.dataset,f);else if(a==="style")for(let[h,d]of Object.entries(f))c.style.setProperty(
h,d);else bt(c,a,f);return c.append(...l.flat(1/0).filter(a=>a!=null&&a!==!1)),c}function bt(e,t,n){n==null||n===!1?e.removeAttribute(t):e.getAttribute(t)!==String(
n)&&e.setAttribute(t,n===!0?"":String(n))}function Q(e,t){e.textContent!==t&&(e.textContent=t)}function Pl(e,t){let n=new Set(t);for(let l of[...e.children])n.has(
l)||l.remove();t.forEach((l,s)=>{e.children[s]!==l&&e.insertBefore(l,e.children[s]??null)})}function Ll(e="",t={}){return k("span.nbs-unseen",t,e)}var Bn="The kernel is busy with a cell; this takes effect when it ends.",Cl=class{#e;#n;#t=new Map;#l=Math.floor(Math.random()*1073741823);constructor(t,n){this.#e=
t,this.#n=n,n.on("msg:custom",l=>this.#s(l)),n.defer(()=>{for(let{timer:l}of this.#t.values())clearTimeout(l);this.#t.clear()})}ask(t,n=()=>{}){let l=this.#l++;
return new Promise(s=>{if(this.#n.closed)return;let i={resolve:s,busy:n,late:!1};i.timer=setTimeout(()=>{i.late=!0,n(!0)},400),this.#t.set(l,i),this.#e.send({...t,
id:l})})}#s(t){let n=this.#t.get(t?.answer);n&&(this.#t.delete(t.answer),clearTimeout(n.timer),n.late&&n.busy(!1),n.resolve(t))}};var Dl=class{#e;#n=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let n=()=>this.#n.delete(n)&&t();return this.#n.add(n),n}on(t,n){return this.#e.on(t,
n),this.defer(()=>this.#e.off(t,n))}bind(t,n){this.on(`change:${t}`,()=>n(this.#e.get(t))),n(this.#e.get(t))}listen(t,n,l){return t.addEventListener(n,l),this.defer(
()=>t.removeEventListener(n,l))}observe(t,n,l){return t.observe(n,l),this.defer(()=>t.disconnect())}frame(t){let n=0;return this.defer(()=>cancelAnimationFrame(
n)),()=>{n||this.closed||(n=requestAnimationFrame(()=>{n=0,t()}))}}debounce(t,n){let l=0,s=()=>clearTimeout(l),i=(...c)=>{s(),this.closed||(l=setTimeout(()=>n(...c),
t))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let t of[...this.#n].reverse())t()}};function Na(e){let t=(e.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:e.startsWith("color\
(")?t.map(n=>Math.round(n*255)):t}function Fa([e,t,n]){return .2126*e+.7152*t+.0722*n>140}var Rl=class{#e;#n;#t=new Set;#l=null;constructor(t,n){this.#e=t,this.#n=
n;let l=()=>this.refresh(),s=n.debounce(400,l),i=()=>{l(),s()},c=new MutationObserver(i);for(let a of[document.documentElement,document.body])n.observe(c,a,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});n.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),this.refresh()}watch(t){
return this.#t.add(t),this.#n.defer(()=>this.#t.delete(t))}refresh(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#l){this.#l=t,this.rgb=Na(
t),this.dark=Fa(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let n of this.#t)n()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t})`}named(t){return getComputedStyle(
this.#e).getPropertyValue(t).trim()||this.ink()}};function wt(e,t,n=1){let l=(250+e*137.508)%360,s=Math.floor(e/8)%2?-.09:0;return`oklch(${((t?.74:.62)+s).toFixed(2)} 0.13 ${l.toFixed(1)} / ${n})`}var Ol=class e{#e=new Map;static of(t){
let n=t.get("_slots");if(n instanceof e)return n;let l=new e;return t.set("_slots",l),l}learn(t){for(let{request:n,answer:l,slot:s}of t){let i=`${n}.${l}`;this.#e.
delete(i),this.#e.set(i,s)}for(let n of this.#e.keys()){if(this.#e.size<=4096)break;this.#e.delete(n)}}slot(t,n=0){return this.#e.get(`${t}.${n}`)??t+n}};var Ba={closed:"This engine is closed. What you see is its last state.",failed:"This engine has failed and serves no more requests. What you see is its last sta\
te."},Va="This is the last state; run the cell again.";function jo({model:e,scope:t,root:n}){let l=k("p.nbs-banner",{role:"status",hidden:!0}),s=!1,i=()=>{let c=s||
n.closest(".jupyter-widgets-disconnected")!==null,{state:a,error:f}=e.get("now")??{},h=c?Va:f??Ba[a];n.classList.toggle("nbs-gone",c),l.hidden=!h,Q(l,h??"")};i(),
t.on("change:now",()=>{s=!1,i()}),t.observe(new MutationObserver(i),n.parentElement,{attributes:!0,attributeFilter:["class"]});for(let c of["comm_live_update","\
comm:close"])t.on(c,()=>{s=!0,i()});return t.frame(i)(),l}function qa(e){return e instanceof Uint8Array?e:ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):e instanceof ArrayBuffer?new Uint8Array(
e):new Uint8Array(0)}function Wa(e,t){let n=qa(t),l=Math.floor(n.byteLength/e.BYTES_PER_ELEMENT);return n.byteOffset%e.BYTES_PER_ELEMENT===0?new e(n.buffer,n.byteOffset,
l):new e(n.slice(0,l*e.BYTES_PER_ELEMENT).buffer)}function $s(e){let{total:t=0,block_size:n=1,cells:l,owners:s=[]}=e??{};return{total:t,blockSize:n,cells:Es(Uint32Array,
l,t),owners:s}}function Vn(e,t){let n=e&65535,l=e>>>16&255,s=e>>>24&63,i=(e&1073741824)!==0;return{slot:n?n-1:null,tokens:t<=255?l:Math.round(l/255*t),share:Math.
min(1,l/Math.min(255,Math.max(1,t))),refs:s,published:i,state:s?"used":i?"cached":"free"}}function As(e){let{first:t=0,columns:n=0,rows:l=0,cells:s,counts:i,table:c=[],
mode:a=null,more:f=0}=e??{},h=l*n;return{first:t,columns:n,rows:l,table:c,mode:a,more:f,cells:Es(Uint32Array,s,h),counts:Es(Uint16Array,i,h)}}var za=["out","pre\
fill","decode","recompute","waiting","speculated"];function Jt(e){let t=e&1048575,n=za[e>>>20&15];return{index:t?t-1:null,kind:t?n??"decode":"idle",finished:(e&
16777216)!==0,preempted:(e&33554432)!==0}}function Es(e,t,n){let l=Wa(e,t);if(l.length>=n)return l.subarray(0,n);let s=new e(n);return s.set(l),s}var Rt="no traffic",qn=e=>e!=null&&Number.isFinite(e);function ce(e){return qn(e)?Math.round(e).toLocaleString("en-US"):"–"}function Le(e,t){return`${ce(e)} ${t}${e===
1?"":"s"}`}function fn(e,t=Rt){if(!qn(e))return t;if(e===0)return"0";let n=e>=99.95?0:e>=9.995?1:2;return e.toLocaleString("en-US",{minimumFractionDigits:n,maximumFractionDigits:n})}
function qt(e,t=Rt){if(!qn(e))return t;let n=e*100;return n>0&&n<1?"< 1 %":n>99&&n<100?`${(Math.floor(n*10)/10).toFixed(1)} %`:`${Math.round(n)} %`}function Ee(e,t=Rt){
if(!qn(e))return t;let n=e*1e3;if(n<999.5)return`${n===0?"0":n<9.95?Ha(n,n<1?2:1):Math.round(n)} ms`;if(e<99.95)return`${e<9.995?e.toFixed(2):e.toFixed(1)} s`;let l=Math.
round(e),s=Math.floor(l/60);return`${ce(s)} min ${String(l%60).padStart(2,"0")} s`}function Nl(e){return e===0?"0":Ee(e).replace(/\.(\d*?)0+ /,(t,n)=>n?`.${n} `:
" ")}function Zt(e){return qn(e)?new Date(e*1e3).toLocaleTimeString("en-GB"):"–"}function hn(e,t=0,n=1){return n>1||t>0?`r${e}.${t}`:`r${e}`}function Yo(e){return qn(
e)?e>=.98?"full":e>=.9?"nearly full":null:null}function Ko(e){return e.replaceAll(`
`,"⏎").replaceAll("	","⇥").replaceAll("\r","␍")}function Ha(e,t){return String(Number(e.toFixed(t)))}function Ia(e,t,{total:n,columns:l,page:s=10}){let i=Math.floor(e/l)*l,c={ArrowLeft:e-1,ArrowRight:e+1,ArrowUp:e-l,ArrowDown:e+l,Home:i,End:Math.min(i+l,n)-1,PageUp:Math.
max(e-s*l,e%l),PageDown:e+s*l};if(!(t in c))return null;let a=c[t];return t==="PageDown"&&a>=n?Math.max(e,Ga(e%l,n,l)):a<0||a>=n?e:a}function Ga(e,t,n){let l=Math.
floor((t-1)/n)*n+e;return l<t?l:l-n}var Wn=class{constructor(t,n,{onMove:l,onSelect:s=()=>{},onEscape:i=()=>{}}){this.index=null,this.byKeyboard=!1,this.ring=k(
"div.nbs-ring",{hidden:!0,"aria-hidden":"true"}),this.#e=n,this.#n=l,t.append(this.ring);let c=a=>{let f=t.getBoundingClientRect();return n.at(a.clientX-f.left,
a.clientY-f.top)};t.addEventListener("pointermove",a=>this.move(c(a))),t.addEventListener("pointerleave",()=>{this.byKeyboard||this.move(null)}),t.addEventListener(
"click",a=>{let f=c(a);f!==null&&s(f)}),t.addEventListener("focus",()=>{this.index===null&&t.matches(":focus-visible")&&n.shape().total&&this.move(this.#t,!0)}),
t.addEventListener("blur",()=>this.move(null)),t.addEventListener("keydown",a=>{if(a.ctrlKey||a.metaKey||a.altKey||!n.shape().total)return;let f=Ia(this.index??
this.#t,a.key,n.shape());if(f!==null)this.move(f,!0);else if((a.key==="Enter"||a.key===" ")&&this.index!==null)s(this.index);else if(a.key==="Escape"&&this.index!==
null)this.move(null),i();else return;a.preventDefault(),a.stopPropagation()})}#e;#n;#t=0;move(t,n=!1){t===this.index&&n===this.byKeyboard||(this.index=t,this.byKeyboard=
n,t!==null&&(this.#t=t),this.place(),this.#n(t,n))}place(){let{total:t}=this.#e.shape();if(this.#t=Math.min(this.#t,Math.max(0,t-1)),this.index!==null&&this.index>=
t){this.move(null);return}if(this.ring.hidden=this.index===null,this.index===null)return;let{x:n,y:l,width:s,height:i}=this.#e.rect(this.index);Object.assign(this.
ring.style,{transform:`translate(${n-2}px, ${l-2}px)`,width:`${s+4}px`,height:`${i+4}px`})}};function cl(e,t,n){let l=window.devicePixelRatio||1,[s,i]=[Math.round(t*l),Math.round(n*l)],c=e.width!==s||e.height!==i;c&&(e.width=s,e.height=i,e.style.width=`${t}\
px`,e.style.height=`${n}px`);let a=e.getContext("2d");return a?(a.setTransform(l,0,0,l,0,0),{context:a,changed:c}):null}function Ps(e,t,n){let l=document.createElement(
"canvas"),s=cl(l,t,t);n(s.context);let i=e.createPattern(l,"repeat");return i.setTransform(new DOMMatrix().scale(t/l.width)),i}function Fl(e,t,n,l,s,i,c=4){e.save(),
e.beginPath(),e.rect(t,n,l,s),e.clip(),e.strokeStyle=i,e.lineWidth=1,e.beginPath();for(let a=-s+c/2;a<l;a+=c)e.moveTo(t+a,n+s),e.lineTo(t+a+s,n);e.stroke(),e.restore()}function Ls({rows:e,columns:t},n){let s=Math.max(4,Math.min(18,(n-28)/Math.max(1,t))),i=e<=12?18:e<=24?13:e<=40?10:8;return{rows:e,columns:t,gutter:28,pitchX:s,
pitchY:i,width:28+t*s,height:e*i,total:e*t}}function Jo({rows:e,columns:t,gutter:n,pitchX:l,pitchY:s},i,c){let[a,f]=[Math.floor((i-n)/l),Math.floor(c/s)];return a<
0||a>=t||f<0||f>=e?null:f*t+a}function Zo({columns:e,gutter:t,pitchX:n,pitchY:l},s){return{x:t+s%e*n,y:Math.floor(s/e)*l,width:n,height:l-2}}var Ua={prefill:"pr\
efill",decode:"decode",recompute:"recomputed after a preemption",waiting:"in the batch, not computed in this step",speculated:"decode, speculated",out:"out of t\
he batch"};function Qo(e,t,n=()=>1){let{columns:l,first:s,table:i}=e,c=`Step ${s+t%l}, slot ${Math.floor(t/l)}`,a=Jt(e.cells[t]);if(a.index===null)return`${c}: \
idle slot.`;let[f,h]=i[a.index]??["?",0],d=e.counts[t],m=[hn(f,h,n(f)),Ua[a.kind]];return(d>1||d&&a.kind!=="decode")&&m.push(Le(d,"token")),a.preempted&&m.push(
"preempted before this step"),a.finished&&m.push("finished in this step"),`${c}: ${m.join(", ")}.`}function Xo({cells:e}){if(!e.length)return null;let t=0;for(let n of e)
n&1048575||t++;return t/e.length}var ja="10px system-ui, sans-serif";function ei(e,t,n,{theme:l,slots:s,chosen:i}){let c=cl(e,n.width,n.height);if(!c)return;let{
context:a}=c,{columns:f,pitchX:h,pitchY:d,gutter:m}=n,b=h>=7?1:.5,x=d-2;a.clearRect(0,0,n.width,n.height),a.font=ja,a.textBaseline="middle";let M=new Map,L=v=>(M.
has(v)||M.set(v,[wt(v,l.dark),wt(v,l.dark,.3)]),M.get(v));for(let v=0;v<n.rows;v++){let E=v*d;a.fillStyle=l.ink(.55),a.textAlign="right",(d>=13||v%5===0)&&a.fillText(
String(v),m-6,E+x/2+.5),a.textAlign="left";for(let y=0;y<f;y++){let A=m+y*h,S=h-b,R=Jt(t.cells[v*f+y]);if(R.index===null){a.globalAlpha=1,ti(a,A,E,S,x,l.ink(.3));
continue}let[D,G]=t.table[R.index]??[R.index,0],[W,B]=L(s.slot(D,G));a.globalAlpha=i===null||i===D?1:.25,Ya[R.kind](a,A,E,S,x,W,B,l),R.finished&&(a.fillStyle=l.
ink(),a.fillRect(A+S-2,E,2,x)),R.preempted&&Ka(a,A,E,Math.min(S,x)*.8,l.ink())}if(d>=13)for(let{index:y,x:A,text:S,width:R}of Za(a,t,n,v)){let[D,G]=t.table[y];a.
globalAlpha=i===null||i===D?1:.25,a.fillStyle=L(s.slot(D,G))[0],a.fillRect(A,E,R,x),a.globalAlpha=1,a.fillStyle=l.dark?"#000":"#fff",a.fillText(S,A+3,E+x/2+.5)}
a.globalAlpha=1}}var Ya={prefill(e,t,n,l,s,i,c){e.fillStyle=c,e.fillRect(t,n,l,s),Fl(e,t,n,l,s,i,4)},decode(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n,l,s)},recompute(e,t,n,l,s,i,c,a){
e.fillStyle=c,e.fillRect(t,n,l,s),e.strokeStyle=a.ink(.8),e.lineWidth=1,e.beginPath(),e.moveTo(t+1,n+2),e.lineTo(t+l-1,n+s-2),e.moveTo(t+l-1,n+2),e.lineTo(t+1,n+
s-2),e.stroke()},waiting(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n+s/2-1,l,2)},speculated(e,t,n,l,s,i,c){e.fillStyle=c,e.fillRect(t,n,l,s),e.fillStyle=i,e.fillRect(
t,n+s*.6,l,s*.4)},out(e,t,n,l,s,i){ti(e,t,n,l,s,i)}};function ti(e,t,n,l,s,i){e.strokeStyle=i,e.lineWidth=1,e.strokeRect(Math.round(t)+.5,n+.5,Math.max(1,Math.round(
l)-1),s-1)}function Ka(e,t,n,l,s){e.fillStyle=s,e.beginPath(),e.moveTo(t,n),e.lineTo(t+l,n),e.lineTo(t,n+l),e.fill()}function Ja(e,t){let n=[];for(let l=0;l<e.columns;l++){
let{index:s}=Jt(e.cells[t*e.columns+l]),i=n.at(-1);i&&i.index===s&&i.to===l?i.to++:s!==null&&n.push({index:s,from:l,to:l+1})}return n}function Za(e,t,{columns:n,
gutter:l,pitchX:s},i){let c=[];for(let{index:a,from:f,to:h}of Ja(t,i)){if(!t.table[a])continue;let d=L=>Jt(t.cells[i*n+L]).kind,m=f;for(;m<h&&d(m)!=="decode";)m++;
let b=m;for(;b<h&&d(b)==="decode";)b++;let x=hn(...t.table[a]),M=Math.ceil((e.measureText(x).width+6)/s)*s;(b-m)*s>M&&c.push({index:a,text:x,width:M-1,x:l+m*s})}
return c}function Ot(e,t,n,...l){return k(`section.nbs-panel.nbs-${e}`,{"aria-label":t},k("header.nbs-head",{},k("h3",{},t),k("details.nbs-what",{},k("summary",{"aria-la\
bel":`${t}: what am I looking at?`},"What is this?"),k("p",{},n))),...l)}function zn(e,t){let n=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Tab\
le"}),l=k("details.nbs-table",{},k("summary",{},"Show as table"),n),s=0,i=()=>{s=performance.now()+1e3;let{caption:a,head:f,body:h}=t();n.replaceChildren(k("tab\
le",{},k("caption",{},a),k("thead",{},k("tr",{},f.map(d=>k("th",{scope:"col"},d)))),k("tbody",{},h.map(d=>k("tr",{},d.map(m=>k("td",{},m)))))))},c=e.debounce(1e3,
()=>l.open&&i());return l.addEventListener("toggle",()=>l.open?i():n.replaceChildren()),{element:l,refresh(){l.open&&(performance.now()>=s?i():c())}}}function ni({scope:e,theme:t,view:n,slots:l}){let s=As(null),i=Ls(s,0),c=0,a=k("canvas",{"aria-hidden":"true"}),f=k("div.nbs-surface",{tabindex:"0",role:"applic\
ation","aria-roledescription":"batch grid","aria-label":"Batch slots by step. Arrow keys move, Enter chooses the request."},a),h=k("div.nbs-window",{},f),d=k("s\
pan.nbs-note"),m=k("div.nbs-info.nbs-none"),b=Ll("",{"aria-live":"polite"}),x=e.debounce(300,A=>Q(b,A)),M=e.frame(()=>{let{selected:A}=n.get(),S=s.table.some(([
R])=>R===A)?A:null;c&&ei(a,s,i,{theme:t,slots:l,chosen:S})}),L=()=>{let{index:A}=v;return m.classList.toggle("nbs-none",A===null),Q(m,A===null?"Point at a cell,\
 or move through the grid with the arrow keys.":Qo(s,A)),m.textContent},v=new Wn(f,{shape:()=>({total:i.total,columns:i.columns}),at:(A,S)=>Jo(i,A,S),rect:A=>Zo(
i,A)},{onMove:(A,S)=>{let R=L();A!==null&&S&&x(R)},onSelect:A=>{let{index:S}=Jt(s.cells[A]);S===null?n.set({selected:null}):n.toggle(s.table[S]?.[0]??null)},onEscape:()=>n.
set({selected:null})}),E=zn(e,()=>({caption:"The last steps, newest first",head:["Step","Computed","Idle slots"],body:[...Qa(s)].reverse().slice(0,32)})),y=()=>{
i=Ls(s,c),f.style.width=`${i.width}px`,f.style.height=`${i.height}px`,v.place(),M()};return e.bind("batch",A=>{s=As(A);let S=Xo(s),R=s.columns?[`steps ${ce(s.first)}\
–${ce(s.first+s.columns-1)}`,`${qt(S)} of the slots idle`,s.mode&&`${s.mode} batching`,s.more&&`${Le(s.more,"more slot")} not shown`]:["no step yet"];Q(d,R.filter(
Boolean).join(" · ")),y(),L(),E.refresh()}),n.bind(M),t.watch(M),e.on("change:pool",M),e.observe(new ResizeObserver(([{contentRect:A}])=>{A.width!==c&&(c=A.width,
y())}),h),Ot("batch","Batch","Each row is a place in the batch, each column one step, the newest at the right. With continuous batching a place is taken again a\
s soon as its request has finished; with static batching it stays idle until the whole batch has.",d,h,Xa(),m,b,E.element)}function*Qa(e){for(let t=0;t<e.columns;t++){
let n=[],l=0;for(let s=0;s<e.rows;s++){let i=s*e.columns+t,{index:c,kind:a,finished:f}=Jt(e.cells[i]);c===null?l++:n.push(`${hn(...e.table[c]??[])} ${a} ${e.counts[i]}${f?
" (finished)":""}`)}yield[ce(e.first+t),n.join(", "),ce(l)]}}function Xa(){let e=(t,n)=>k("span.nbs-key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);
return k("div.nbs-keys",{},e("prefill","prefill"),e("filled","decode"),e("recompute","recomputed"),e("pending","in the batch, not computed"),e("end","finished"),
e("taken","preempted"),e("free","idle slot"))}var li=[30,26,22,18,16,14,12,11,10,9,8,7,6,5],ec=240,tc=.22;function Cs(e,t){let n=l=>{let s=Math.max(1,Math.min(e||1,Math.floor(t/l))),i=Math.ceil(e/s);return{
total:e,pitch:l,gap:l>=12?2:1,columns:s,rows:i,height:i*l}};return li.map(n).find(({height:l})=>l<=ec)??n(li.at(-1))}function si({total:e,pitch:t,columns:n},l,s){
let[i,c]=[Math.floor(l/t),Math.floor(s/t)],a=c*n+i;return i<0||i>=n||c<0||a>=e?null:a}function Vl({pitch:e,gap:t,columns:n},l){let s=e-t;return{x:l%n*e,y:Math.floor(
l/n)*e,width:s,height:s}}var Bl=class{#e=new Uint32Array(0);#n="";#t=new Map;#l=null;#s=null;paint(t,{cells:n,blockSize:l},s,i,c,a=!1){let{pitch:f,columns:h,total:d}=s,
m=Math.floor(i.top/f)*h,b=Math.min(d,Math.ceil((i.top+i.height)/f)*h),x=[f,h,d,i.top,i.height,c.version,c.theme.ink(),devicePixelRatio].join(),M=a||x!==this.#n;
M&&this.#o(t,n,s,i,c),this.#n=x,t.save(),t.translate(0,-i.top);let L=0;for(let v=m;v<b;v++){if(!M&&this.#e[v]===n[v])continue;L++,this.#e[v]=n[v];let{x:E,y,width:A}=Vl(
s,v);M||t.clearRect(E,y,f,f);let S=c.chosen?.get(v);t.globalAlpha=c.chosen&&S===void 0?tc:1;let R=Vn(n[v],l);if(R.state==="used"){this.#i(t,R,E,y,A,c,S);continue}
t.fillStyle=R.state==="cached"?this.#s:this.#l;let D=1;if(M){let G=n[v],W=Math.min(b,v-v%h+h);for(;v+1<W&&n[v+1]===G;)this.#e[++v]=G,D++;L+=D-1}t.fillRect(E,y,D*
f,f)}return t.restore(),L}#o(t,n,{pitch:l,gap:s,columns:i},c,{theme:a}){let f=l-s;t.clearRect(0,0,i*l,c.height),this.#e=new Uint32Array(n.length),this.#t.clear();
let h=d=>{d.strokeStyle=a.ink(.34),d.lineWidth=1,d.strokeRect(.5,.5,f-1,f-1)};this.#l=Ps(t,l,h),this.#s=Ps(t,l,d=>{Fl(d,0,0,f,f,a.ink(f<8?.6:.5),f<8?3:4),h(d)})}#i(t,n,l,s,i,c,a){
let{full:f,tint:h}=this.#a(n.slot??0,c.theme),d=Math.max(n.tokens?1:0,Math.round(n.share*i));if(d<i&&(t.fillStyle=h,t.fillRect(l,s,i,i-d)),t.fillStyle=f,t.fillRect(
l,s+i-d,i,d),n.refs>1){let b=Math.max(2,Math.round(i*.36));t.fillStyle=c.theme.ink(),t.beginPath(),t.moveTo(l+i-b,s),t.lineTo(l+i,s),t.lineTo(l+i,s+b),t.fill()}
let m=a??(i>=24?c.labels.get(n.slot):"");m&&i>=14&&this.#r(t,m,l+i/2,s+i/2+1,i,c.theme.dark,n.share<.7)}#r(t,n,l,s,i,c,a){let[f,h]=c?["#fff","#000"]:["#000","#f\
ff"];t.font=`${i>=24?10:9}px system-ui, sans-serif`,t.textAlign="center",t.textBaseline="middle",a&&(t.lineWidth=2.5,t.lineJoin="round",t.strokeStyle=h,t.strokeText(
n,l,s,i-2)),t.fillStyle=a?f:h,t.fillText(n,l,s,i-2)}#a(t,{dark:n}){let l=this.#t.get(t);return l||(l={full:wt(t,n),tint:wt(t,n,.3)},this.#t.set(t,l)),l}};function oi(e){let t=new Map;for(let n of e)n.blocks.forEach((l,s)=>{let i=t.get(l);i?i.push({owner:n,logical:s}):t.set(l,[{owner:n,logical:s}])});return t}function Nt({
label:e,request:t,answer:n}){return e??hn(t,n)}function ii(e,t){let n=new Map;for(let l of e)l.request===t&&l.blocks.forEach((s,i)=>n.set(s,String(i)));return n.
size?n:null}function ri(e,t,n=()=>1){return e.blocks.map((l,s)=>({logical:s,block:l,filled:Math.max(0,Math.min(t,e.computed-s*t)),size:t,shared:n(l)>1}))}function ai(e,t,n,l){
let s=`Block ${e}`;if(t.state==="free")return`${s}: free.`;if(t.state==="cached")return`${s}: cached. Nobody uses it; its ${Le(t.tokens,"token")} can be found a\
gain (prefix cache).`;let i=n.map(({owner:f,logical:h})=>`${Nt(f)} (logical block ${h})`),c=i.length>4?[...i.slice(0,3),`${i.length-3} more`]:i,a=t.published?";\
 in the prefix cache":"";return`${s}: ${t.tokens} of ${l} tokens, ${Le(t.refs,"reference")}${t.refs>1?" (shared)":""}${a}${c.length?`. ${c.join(", ")}`:""}.`}function ci(e){
let[t,n,l]=[0,0,0];for(let s of e){let i=s>>>24&63;i?t++:s&1073741824&&l++,i>1&&n++}return{used:t,shared:n,cached:l,free:e.length-t-l}}var Hn=20,Wt={width:104,height:16},ql=92,ul=64;function nc(e){let t=new Map([...e].sort((n,l)=>n.block-l.block).map(({block:n},l)=>[n,l]));return e.map((n,l)=>({
...n,left:l*Hn,right:t.get(n.block)*Hn}))}function lc(e){return e.length>ul?[...e.slice(0,ul/2),...e.slice(-ul/2)]:e}function fi(e,t,n,l){return e.map(s=>{let i=ri(
s,t,n),c=nc(lc(i)),a=wt(s.slot,l),f=2*Wt.width+ql,h=xe("svg",{width:f,height:c.length*Hn,viewBox:`0 0 ${f} ${c.length*Hn}`,role:"img","aria-label":sc(s,c)},c.map(
d=>oc(d,a)),c.map(d=>ui(0,d.left,d,a,`${d.logical}`)),c.map(d=>ui(Wt.width+ql,d.right,d,a,`#${d.block}${d.shared?" shared":""}`)));return k("figure.nbs-map",{},
k("figcaption",{},k("b",{},Nt(s)),` ${Le(s.computed,"token")} in ${Le(i.length,"block")}`),k("div.nbs-columns",{style:{width:`${f}px`},"aria-hidden":"true"},k("\
span",{},"logical"),k("span",{},"physical")),k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":`Block table of ${Nt(s)}`},h),i.length>ul?k("p.nbs-note",
{},`The first and the last ${ul/2} of ${Le(i.length,"block")}.`):null)})}function sc(e,t){let n=t.map(({logical:l,block:s,filled:i,size:c})=>`${l} to ${s} (${i}\
/${c})`);return`Block table of ${Nt(e)}, logical to physical: ${n.join(", ")}`}function ui(e,t,{filled:n,size:l},s,i){let c=e===0;return xe("g",{transform:`tran\
slate(${e} ${t+2})`},xe("rect.nbs-slot",{width:Wt.width,height:Wt.height,rx:1}),xe("rect",{width:Wt.width*n/l,height:Wt.height,rx:1,fill:s,"fill-opacity":c?.28:
.5}),xe("text",{x:6,y:12},i),c?xe("text",{x:Wt.width-6,y:12,"text-anchor":"end"},`${n}/${l}`):null)}function oc({left:e,right:t},n){let[l,s]=[Wt.width+2,Wt.width+
ql-2],[i,c]=[e+Hn/2,t+Hn/2],a=ql*.45;return xe("path",{d:`M${l} ${i}C${l+a} ${i} ${s-a} ${c} ${s} ${c}`,fill:"none",stroke:n,"stroke-width":1.5})}var ic=40,hi=420;function pi({scope:e,theme:t,view:n,kernel:l}){let s=$s(null),i=Cs(0,1),c=null,a={theme:t,labels:new Map,chosen:null,version:0},f=0,h=k("canvas",
{"aria-hidden":"true"}),d=k("div.nbs-surface",{tabindex:"0",role:"application","aria-roledescription":"block grid","aria-label":"Blocks of the KV cache. Arrow k\
eys move, Enter chooses the request."}),m=k("div.nbs-window",{},d);d.append(h);let b=k("div.nbs-info"),x=k("div.nbs-tokens"),M=Ll("",{"aria-live":"polite"}),L=k(
"div.nbs-legend",{role:"group","aria-label":"Running requests"}),v=k("span.nbs-note"),E=k("div.nbs-side",{hidden:!0}),y=new Bl,A=_=>(c??=oi(s.owners)).get(_)??[],
S=_=>s.cells[_]>>>24&63,R=e.frame(()=>{if(!f||!s.total)return;let _=Math.min(i.height,hi),K=cl(h,i.columns*i.pitch,_);if(!K)return;let se=Math.min(m.scrollTop,i.
height-_);h.style.transform=`translateY(${se}px)`,y.paint(K.context,s,i,{top:se,height:_},a,K.changed)}),D=()=>{i=Cs(s.total,f),d.style.width=`${i.columns*i.pitch}\
px`,d.style.height=`${i.height}px`,U.place(),R()},G=_=>{a={...a,..._,version:a.version+1},R()},W=e.debounce(150,async _=>{let{block:K}=await l.ask({do:"block",number:_});
if(K?.number!==U.index)return;let se=K.text.map(ae=>k("span",{},Ko(ae)));x.replaceChildren(...se),U.byKeyboard&&B(`${b.textContent} Text: ${K.text.join("")}`)}),
B=e.debounce(350,_=>Q(M,_)),H=0,$=(_,K)=>{x.replaceChildren(),W.cancel(),Y(),_!==null&&(H=s.cells[_],K&&(B(b.textContent),V(_)),Vn(H,s.blockSize).tokens&&W(_))},
Y=()=>{let _=U.index;b.classList.toggle("nbs-none",_===null),_===null?Q(b,"Point at a block, or move through the grid with the arrow keys."):Q(b,ai(_,Vn(s.cells[_],
s.blockSize),A(_),s.blockSize))},V=_=>{let{y:K,height:se}=Vl(i,_);K<m.scrollTop?m.scrollTop=K:K+se>m.scrollTop+m.clientHeight&&(m.scrollTop=K+se-m.clientHeight)},
U=new Wn(d,{shape:()=>({total:s.total,columns:i.columns,page:Math.floor(hi/i.pitch)}),at:(_,K)=>si(i,_,K),rect:_=>Vl(i,_)},{onMove:$,onSelect:_=>{let K=A(_),{selected:se}=n.
get(),ae=K.findIndex(({owner:X})=>X.request===se);n.set({selected:K.length?K[ae+1]?.owner.request??(ae<0?K[0].owner.request:null):null})},onEscape:()=>n.set({selected:null})}),
z=new Map,ne=k("span.nbs-note"),I=_=>k("button.nbs-chip",{type:"button",title:_.prompt||null,onclick:()=>n.toggle(_.request)},k("i",{"aria-hidden":"true"}),Nt(_)),
Ie=()=>{let{selected:_}=n.get(),K=z;z=new Map;for(let X of s.owners.slice(0,ic)){let Re=Nt(X),Pe=K.get(Re)??I(X);z.set(Re,Pe),bt(Pe,"aria-pressed",String(X.request===
_)),Pe.firstChild.style.background=wt(X.slot,t.dark)}let se=s.owners.length-z.size,ae=_!==null&&!s.owners.some(X=>X.request===_);Q(ne,[se>0&&`and ${ce(se)} more`,
ae&&`r${_} owns no blocks: it waits, or has ended.`].filter(Boolean).join(" · ")),Pl(L,[...z.values(),ne])},be=null,re=e.frame(()=>{let{selected:_}=n.get(),K=s.
owners.filter(oe=>oe.request===_),se=JSON.stringify([_,t.dark,K.map(({slot:oe,computed:Ge,blocks:ut})=>[oe,Ge,ut,ut.map(S)])]);if(se===be)return;be=se,E.hidden=
!K.length;let ae=[...E.querySelectorAll(".nbs-scroll")].map(oe=>oe.scrollTop),X={type:"button","aria-label":"Close the block table",onclick:()=>n.set({selected:null})},
Re=k("header",{},k("h4",{},"Block table"),k("button",X,"Close")),Pe=E.contains(document.activeElement)&&document.activeElement.tagName==="BUTTON";E.replaceChildren(
Re,...fi(K,s.blockSize,S,t.dark)),E.querySelectorAll(".nbs-scroll").forEach((oe,Ge)=>oe.scrollTop=ae[Ge]??0),Pe&&Re.querySelector("button").focus()}),he=zn(e,()=>({
caption:"Running requests and their block tables",head:["Request","Tokens held","Blocks","Block table (logical order)"],body:s.owners.map(_=>[Nt(_),ce(_.computed),
ce(_.blocks.length),_.blocks.join(" ")])})),ee=()=>{let{selected:_}=n.get(),K=_===null?null:ii(s.owners,_),se=a.chosen?[...a.chosen].join():"";(K?[...K].join():
"")!==se&&G({chosen:K}),Ie(),re()};return e.bind("pool",_=>{let K=s.total;s=$s(_),c=null;let se=new Map(s.owners.map(oe=>[oe.slot,Nt(oe)]));[...se].some(([oe,Ge])=>(a.
labels.get(oe)??Ge)!==Ge)&&a.version++,a.labels=se,K!==s.total&&D();let{used:ae,shared:X,cached:Re,free:Pe}=ci(s.cells);Q(v,`${ce(ae)} in use (${ce(X)} shared) \
· ${ce(Re)} cached · ${ce(Pe)} free · ${s.blockSize} tokens a block`),Y(),U.index!==null&&s.cells[U.index]!==H&&(H=s.cells[U.index],Vn(H,s.blockSize).tokens?
W(U.index):x.replaceChildren()),ee(),he.refresh(),R()}),n.bind(ee),t.watch(()=>{G({}),Ie(),re()}),m.addEventListener("scroll",R),e.observe(new ResizeObserver(([
{contentRect:_}])=>{_.width!==f&&(f=_.width,D())}),m),Ot("blocks","Blocks","Each cell is a block: room for the keys and values of a few consecutive tokens. A re\
quest takes blocks as it grows, anywhere in the pool, and its block table says which; blocks with the same beginning are shared. Choose a request to see its tab\
le.",v,k("div.nbs-split",{},k("div.nbs-main",{},m,rc(),L,b,x,M,he.element),E))}function rc(){let e=(t,n)=>k("span.nbs-key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-h\
idden":"true"}),n);return k("div.nbs-keys",{},e("filled","in use, full"),e("partly","partly filled"),e("shared","shared"),e("cached","cached, nobody's"),e("free",
"free"))}var di={idle:["○","idle"],running:["●","running"],asleep:["◐","asleep"],closed:["□","closed"],failed:["✕","failed"],replay:["▷","replay"]};function mi(e){
return e?.state==="closed"?"The engine is closed.":e?.state==="failed"?"The engine has failed.":e?.state==="replay"?"This is a recording.":null}function gi({model:e,
scope:t,kernel:n}){let l=k("h2"),s=k("span.nbs-about"),i=k("span",{"aria-hidden":"true"}),c=k("span"),a=k("span.nbs-state",{role:"status"},i,c),f=k("span.nbs-no\
tice",{role:"status"}),h=W=>Q(f,W),d=t.debounce(4e3,()=>h("")),m=async(W,B)=>{d.cancel(),h("");let H=await n.ask(W,$=>h($?Bn:""));h(H.ok?B??"":H.error??"That di\
d not work."),H.ok&&d()},b=(W,B,H)=>k("button",{type:"button",title:B,onclick:H},W),x=()=>!!e.get("now")?.paused,M=b("Pause admission","New requests wait; those\
 that run go on.",()=>m({do:x()?"resume":"pause"})),L=b("Cancel all…","Ends every request, running or waiting; their texts so far stay.",()=>R(!0)),v=b("Clear\
 prefix cache","Forgets cached blocks that no running request uses.",()=>m({do:"clear_prefix_cache"},"The prefix cache is empty.")),E=k("span"),y=b("Cancel them",
"",()=>{R(!1),m({do:"cancel_all"})}),A=b("Keep them","",()=>R(!1)),S=k("span.nbs-confirm",{role:"group","aria-label":"Cancel all requests?",hidden:!0},E,y,A),R=W=>{
let{running:B=0,waiting:H=0}=e.get("now")??{};Q(E,`Cancel ${Le(B+H,"request")}?`),S.hidden=!W,L.hidden=W,(W?A:L).focus()};S.addEventListener("keydown",W=>{W.key===
"Escape"&&R(!1)});let D=[M,L,v],G=k("div.nbs-buttons",{role:"group","aria-label":"Controls"},M,L,S,v);return ac()||G.append(b("Refresh","Updates do not come by \
themselves here.",()=>m({do:"refresh"}))),t.bind("now",W=>{let B=W??{};Q(l,B.engine??"engine"),Q(s,[B.model!==B.engine&&B.model,B.precision].filter(Boolean).join(
" · "));let[H,$]=di[B.state]??di.idle;Q(i,H),Q(c,B.paused&&!mi(B)?`${$}, admission paused`:$),a.dataset.state=B.state??"idle",bt(a,"title",B.at?`as of ${Zt(B.at)}`:
null);let Y=mi(B);for(let V of[...D,y])V.disabled=!!Y,Y&&(V.title=Y);G.hidden=B.state==="replay",Q(M,B.paused?"Resume admission":"Pause admission"),bt(M,"aria-p\
ressed",String(!!B.paused)),L.disabled||=!B.running&&!B.waiting}),k("div.nbs-top",{},k("div.nbs-title",{},l,s,a),G,f)}function ac(){return!globalThis.google?.colab}function cc(e){let t=[[["Output",Ds(fn(e.out_rate),"tokens/s")],["Prompts",Ds(fn(e.in_rate),"tokens/s")],["Running",ce(e.running??0)],["Waiting",ce(e.waiting??0)],
["Finished",ce(e.finished??0),fc(e)],["Preemptions",ce(e.preempted??0)],["Steps",ce(e.steps??0)]],[bi("TTFT",e.ttft),bi("TPOT",e.tpot),["ITL p99",Ee(e.itl_p99)],
["KV efficiency",qt(e.kv_efficiency)],["Prefix hits",qt(e.prefix_hit_rate)]]];return e.slo&&t[1].push(["SLO met",qt(e.slo.attainment),hc(e.slo)],["Goodput",Ds(fn(
e.slo.goodput),"req/s"),fl(e.throughput)?`of ${fn(e.throughput)} req/s`:""]),t}function uc(e){let t=e.kv_usage;return{share:fl(t)?Math.min(1,Math.max(0,t)):0,text:`${qt(
t,"–")} · ${ce(e.kv_used??0)} of ${Le(e.kv_total??0,"block")}`,word:Yo(t)}}function ki({scope:e}){let t=k("div.nbs-bar"),n=k("div.nbs-meter",{role:"meter","a\
ria-label":"KV usage","aria-valuemin":"0","aria-valuemax":"100"},t,wi(.9),wi(.98)),l=k("span.nbs-figure"),s=k("strong.nbs-word"),i=k("div.nbs-figures"),c=new Map,
a="",f=h=>{c.clear();let d=m=>k("dl",{},m.map(([b])=>{let x={value:k("span.nbs-value"),note:k("span.nbs-note")};return c.set(b,x),k("div",{},k("dt",{},b),k("dd",
{},x.value,x.note))}));i.replaceChildren(...h.map(d))};return e.bind("now",h=>{let d=cc(h??{}),m=d.map(L=>L.map(([v])=>v).join()).join(";");m!==a&&f(d),a=m;for(let[
L,v,E=""]of d.flat()){let y=c.get(L);Q(y.value,v),y.value.classList.toggle("nbs-none",v===Rt),Q(y.note,E)}let{share:b,text:x,word:M}=uc(h??{});t.style.setProperty(
"width",`${b*100}%`),Q(l,x),Q(s,M??""),n.dataset.level=M??"",n.setAttribute("aria-valuenow",String(Math.round(b*100))),n.setAttribute("aria-valuetext",M?`${x}, ${M}`:
x)}),Ot("now","Now","The engine's figures at this moment. TTFT is the time from submitting a request to its first token, TPOT the time per token after that, ITL\
 the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. KV usage is the part of the pool's blocks that running requests\
 own.",k("div.nbs-usage",{},k("span.nbs-label",{},"KV usage"),n,l,s),i)}var fl=e=>e!=null;function Ds(e,t){return e===Rt?e:`${e} ${t}`}function bi(e,t){return!t||
!fl(t[0])?[e,Rt]:[e,Ee(t[0]),`p95 ${Ee(t[1])} · p99 ${Ee(t[2])}`]}function fc(e){return[e.cancelled&&`${ce(e.cancelled)} cancelled`,e.failed&&`${ce(e.failed)} \
failed`].filter(Boolean).join(" · ")}function hc({ttft_ms:e,tpot_ms:t}){return[fl(e)&&`TTFT ≤ ${Ee(e/1e3)}`,fl(t)&&`TPOT ≤ ${Ee(t/1e3)}`].filter(Boolean).join(
" · ")}function wi(e){return k("i",{style:{left:`${e*100}%`},"aria-hidden":"true"})}var pc=[.25,.5,1,2,5,10];function yi({model:e,scope:t,kernel:n}){let l=k("button",{type:"button"}),s=k("input",{type:"range",min:"0",step:"1","aria-label":"Step\
 of the recording"}),i=k("output.nbs-figure"),c=k("select",{"aria-label":"Speed"},pc.map(x=>k("option",{value:x},`${x}×`))),a=k("span.nbs-notice",{role:"status"}),
f=k("div.nbs-replay",{role:"group","aria-label":"Replay",hidden:!0},l,s,i,c,a),h=async x=>{let M=await n.ask(x,L=>Q(a,L?Bn:""));Q(a,M.ok?"":M.error??"That did n\
ot work.")},d=x=>h({do:"play",playing:!!e.get("replay")?.playing,speed:Number(c.value),...x});l.addEventListener("click",()=>d({playing:!e.get("replay")?.playing})),
c.addEventListener("change",()=>d({}));let m=!1,b=t.debounce(60,x=>h({do:"seek",position:x}));return s.addEventListener("input",()=>{m=!0,Q(i,Rs(Number(s.value),
Number(s.max)+1)),b(Number(s.value))}),s.addEventListener("change",()=>m=!1),t.bind("replay",x=>{if(f.hidden=!x?.steps,f.hidden)return;s.max=String(Math.max(0,x.
steps-1)),m||(s.value=String(x.position),Q(i,Rs(x.position,x.steps))),s.setAttribute("aria-valuetext",Rs(x.position,x.steps)),Q(l,x.playing?"Pause":"Play");let M=String(
x.speed);[...c.options].some(L=>L.value===M)||c.append(k("option",{value:M},`${M}×`)),document.activeElement!==c&&(c.value=M)}),f}function Rs(e,t){return`step ${ce(
e+1)} of ${ce(t)}`}function Wl(e,t){return e.find(([n])=>n===t||n.startsWith(`${t} `))?.[1]??null}var dc=["finished","cancelled","failed"];function xi({events:e=[],itl:t=[]},n=0){
let l=Wl(e,"scheduled"),s=Wl(e,"first token"),i=t.map(d=>{if(s===null)return[];let m=s;return[s,...d.map(b=>m+=b)]}),a=dc.map(d=>Wl(e,d)).find(d=>d!==null)??null??
Math.max(n,...e.map(([,d])=>d),...i.map(d=>d.at(-1)??0)),f=[["queued",Wl(e,"queued")??0],["prefill",l],["decode",s]].filter(([,d])=>d!==null),h=f.map(([d,m],b)=>({
name:d,from:m,to:f[b+1]?.[1]??Math.max(m,a)}));return{end:a,phases:h,chunks:e.filter(([d])=>d.startsWith("prefill ")||d.startsWith("recompute ")).map(([d,m])=>({
name:d,at:m})),preemptions:e.filter(([d])=>d==="preempted").map(([,d])=>d),answers:i}}function Si(e,t=6){if(!(e>0))return[0];let n=e/t,l=10**Math.floor(Math.log10(
n)),s=[1,2,5,10].map(i=>i*l).find(i=>i>=n);return Array.from({length:Math.floor(e/s+1e-9)+1},(i,c)=>c*s)}function Os(e,t){if(!e.length)return null;let n=[...e].
sort((l,s)=>l-s);return n[Math.max(0,Math.ceil(t*n.length)-1)]}var Ti=62,In=18;function _i({model:e,scope:t,theme:n,slots:l},s){let i=k("h4"),c=k("span.nbs-note"),a=k("div.nbs-timeline"),f=k("p.nbs-note"),h=k("pre"),d=k("di\
v.nbs-texts"),m=k("dl.nbs-params"),b=k("ol.nbs-events"),x=k("article.nbs-detail",{hidden:!0,tabindex:"-1","aria-label":"Request in detail"},k("header",{},i,c,k(
"button",{type:"button",onclick:()=>s()},"Close")),a,f,k("h5",{},"Prompt"),h,d,k("h5",{},"Parameters"),m,k("details.nbs-table",{},k("summary",{},"Show events as\
 a list"),b));x.addEventListener("keydown",v=>{v.key==="Escape"&&(v.stopPropagation(),s())});let M=[],L=t.frame(()=>{let v=e.get("detail");v?.events&&a.clientWidth&&
a.replaceChildren(wc(xi(v,bc(e,v)),a.clientWidth,E=>wt(l.slot(v.id,E),n.dark)))});return t.bind("detail",v=>{if(x.hidden=!Number.isInteger(v?.id),x.hidden)return;
let{texts:E=[],params:y={},itl:A=[]}=v;Q(i,`Request r${v.id}`),Q(c,[v.state,E.length>1&&Le(E.length,"answer")].filter(Boolean).join(" · ")),Q(f,gc(A.flat())),Q(
h,v.prompt??""),M.length!==E.length&&(M=E.map(()=>k("pre")),d.replaceChildren(...M.flatMap((S,R)=>[k("h5",{},E.length>1?`Answer ${R}`:"Answer"),S]))),E.forEach(
(S,R)=>{Q(M[R],S||"No text yet."),M[R].classList.toggle("nbs-none",!S)}),vi(m,Object.entries(y),([S,R])=>k("div",{},k("dt",{},S),k("dd",{},mc(S,R)))),Object.keys(
y).length||m.replaceChildren(k("div",{},k("dt",{},"all as by default"))),vi(b,v.events??[],([S,R])=>k("li",{},k("span.nbs-figure",{},Ee(R)),` ${S}`)),L()}),t.on(
"change:requests",L),n.watch(L),t.observe(new ResizeObserver(L),a),x}function vi(e,t,n){let l=JSON.stringify(t);e.nbsShown!==l&&(e.nbsShown=l,e.replaceChildren(
...t.map(n)))}function mc(e,t){return typeof t=="string"&&e!=="seed"?JSON.stringify(t):typeof t=="boolean"?t?"True":"False":typeof t=="object"?JSON.stringify(t):
String(t)}function gc(e){return e.length?`ITL: median ${Ee(Os(e,.5))}, p99 ${Ee(Os(e,.99))}, longest ${Ee(Math.max(...e))}.`:""}function bc(e,{id:t,state:n}){if(n!==
"waiting"&&n!=="running")return 0;let l=e.get("requests")?.rows.find(i=>i.id===t)?.submitted,s=e.get("now")?.at;return l&&s?Math.max(0,s-l):0}function wc(e,t,n){
let l=e.end||1,s=h=>Ti+h/l*(t-Ti-12),c=(1+e.answers.length)*(In+6)+22,a=h=>h*(In+6)+1,f=e.phases.map(({name:h,from:d,to:m})=>`${h} ${Ee(m-d)}`).join(", ");return xe(
"svg",{width:t,height:c,viewBox:`0 0 ${t} ${c}`,role:"img","aria-label":`Timeline: ${f}${e.preemptions.length?`, ${Le(e.preemptions.length,"preemption")}`:""}`},
Si(l,t>600?8:4).map(h=>xe("g",{},xe("line.nbs-rule",{x1:s(h),x2:s(h),y1:0,y2:c-18}),xe("text",{x:s(h),y:c-4,"text-anchor":h?h>l*.96?"end":"middle":"start"},Nl(h)))),
xe("text",{x:0,y:a(0)+13},"phases"),e.phases.map(({name:h,from:d,to:m})=>{let b=Math.max(1,s(m)-s(d));return xe(`g.nbs-phase.nbs-${h}`,{style:{"--hue":n(0)}},xe(
"title",{},`${h}: ${Ee(m-d)}`),xe("rect",{x:s(d),y:a(0),width:b,height:In}),b>46?xe("text",{x:s(d)+5,y:a(0)+13},h):null)}),e.chunks.map(({name:h,at:d})=>xe("lin\
e.nbs-chunk",{x1:s(d),x2:s(d),y1:a(0),y2:a(0)+In},xe("title",{},`${h} at ${Ee(d)}`))),e.preemptions.map(h=>xe("g",{},xe("title",{},`preempted at ${Ee(h)}`),xe("\
path.nbs-preempted",{d:`M${s(h)-5} ${a(0)}h10l-5 8z`}),xe("line.nbs-preempted",{x1:s(h),x2:s(h),y1:a(0),y2:a(0)+In}))),e.answers.map((h,d)=>[xe("text",{x:0,y:a(
d+1)+13},e.answers.length>1?`tokens ${d}`:"tokens"),xe("path",{d:kc(h,s,a(d+1)),stroke:n(d),"stroke-width":1.25,fill:"none"})]))}function kc(e,t,n){return[...new Set(
e.map(s=>Math.round(t(s)*2)/2))].map(s=>`M${s} ${n+1}v${In-2}`).join("")}var hl=[{key:"submitted",title:"Request"},{key:"state",title:"State",text:!0},{key:"prompt",title:"Prompt",text:!0},{key:"prompt_tokens",title:"Prompt tokens",short:"\
In"},{key:"cached_tokens",title:"Tokens taken from the prefix cache",short:"Cached"},{key:"output_tokens",title:"Output tokens",short:"Out"},{key:"queue",title:"\
Time in the queue",short:"Queue"},{key:"ttft",title:"TTFT, submit to first token",short:"TTFT"},{key:"tpot",title:"TPOT, time per output token",short:"TPOT"},{key:"\
e2el",title:"E2EL, submit to last token",short:"E2EL"},{key:"preemptions",title:"Preemptions",short:"Preempt."}];function Mi(e,t,n){let l=n?-1:1,s=i=>i==null;return[
...e].sort((i,c)=>{let[a,f]=[i[t],c[t]];if(s(a)||s(f))return s(a)-s(f)||c.id-i.id;let h=typeof a=="string"?a.localeCompare(f):a-f;return l*h||c.id-i.id})}function Ei(e,t){
let n=hl.find(l=>l.key===t)?.text??!1;return{sort:t,descending:e.sort===t?!e.descending:!n}}var yc=new Set(["waiting","running"]);function xc(e){let t=e.reason&&e.reason!==e.state?` (${e.reason})`:"";return[e.answers>1?`r${e.id} ×${e.answers}`:`r${e.id}`,
`${e.state}${t}`,e.prompt,ce(e.prompt_tokens),ce(e.cached_tokens),ce(e.output_tokens),Ee(e.queue,"–"),Ee(e.ttft,"–"),Ee(e.tpot,"–"),Ee(e.e2el,"–"),ce(e.
preemptions)]}function $i(e){let{model:t,scope:n,view:l,kernel:s}=e,i=k("span.nbs-note"),c=k("span.nbs-notice",{role:"status"}),a=async E=>{let y=await s.ask(E,
A=>Q(c,A?Bn:""));Q(c,y.ok?"":y.error??"That did not work.")},f=hl.map(({key:E,title:y,short:A})=>{let S=k("button",{type:"button",title:y,onclick:()=>l.set(Ei(l.
get(),E))},A??y);return k(`th.nbs-${E}`,{scope:"col"},S)}),h=k("tbody"),d=k("p.nbs-none",{},"No request yet."),m=k("table",{},k("thead",{},k("tr",{},f,k("th",{scope:"\
col"},k("span.nbs-unseen",{},"Action")))),h),b=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Requests"},m),x=new Map,M=E=>{let y=hl.map(({key:D,text:G})=>k(
`td.nbs-${D}${G?"":".nbs-number"}`)),A=k("button.nbs-link",{type:"button","aria-label":`Open request ${E}`,onclick:()=>L(E)});y[0].append(A);let S=k("button",{type:"\
button","aria-label":`Cancel request ${E}`,onclick:()=>a({do:"cancel",request:E})},"Cancel"),R=k("tr",{},y,k("td",{},S));return R.addEventListener("click",D=>{!D.
target.closest("button")&&!getSelection()?.toString()&&L(E)}),{line:R,cells:y,open:A,cancel:S}},L=E=>{let y=t.get("detail")?.id===E;a({do:y?"close":"open",request:E}),
y||l.set({selected:E})},v=()=>{let{rows:E=[],more:y=0}=t.get("requests")??{},{sort:A,descending:S,selected:R}=l.get(),D=["closed","failed","replay"].includes(t.
get("now")?.state),G=t.get("detail")?.id??null;f.forEach(($,Y)=>bt($,"aria-sort",hl[Y].key===A?S?"descending":"ascending":null));let B=Mi(E,A,S).map($=>{x.has($.
id)||x.set($.id,M($.id));let{line:Y,cells:V,open:U,cancel:z}=x.get($.id);return xc($).forEach((ne,I)=>Q(I?V[I]:U,ne)),bt(U,"aria-expanded",String($.id===G)),bt(
V[0],"title",`submitted at ${Zt($.submitted)}`),bt(V[1],"title",$.reason),bt(V[2],"title",$.prompt),Y.dataset.state=$.state,Y.classList.toggle("nbs-chosen",$.id===
G||$.id===R),z.hidden=!yc.has($.state)||D,Y});Pl(h,B);let H=new Set(E.map(({id:$})=>$));for(let $ of x.keys())H.has($)||x.delete($);d.hidden=E.length>0,m.hidden=
E.length===0,Q(i,y?`the newest ${ce(E.length)}, ${Le(y,"older one")} not shown`:E.length?Le(E.length,"request"):"")};return n.bind("requests",v),n.on("change:de\
tail",v),n.on("change:now",()=>{let E=t.get("now")?.state;E!==v.state&&v(),v.state=E}),l.bind(v),Ot("requests","Requests","Every request, newest first. TTFT inc\
ludes the time in the queue. Open one to see its texts, and when each of its tokens came.",i,c,d,b,_i(e,()=>a({do:"close"})))}var Sc="uplot",Tc="u-hz",vc="u-vt",_c="u-title",Mc="u-wrap",Ec="u-under",$c="u-over",Ac="u-axis",mn="u-off",Pc="u-select",Lc="u-cursor-x",Cc="u-cursor-y",Dc="u-\
cursor-pt",Rc="u-legend",Oc="u-live",Nc="u-inline",Fc="u-series",Bc="u-marker",Ai="u-label",Vc="u-value",dl="width",ml="height";var Pi="bottom",Gn="left",Ns="right",Xs="#000",Li=Xs+"0",Fs="mousemove",Ci="mousedown",Bs="mouseup",Di="mouseenter",Ri="mouseleave",Oi="dblclick",qc="resize",Wc="\
scroll",Ni="change",Ul="dppxchange",eo="--",Qn=typeof window<"u",Hs=Qn?document:null,jn=Qn?window:null,zc=Qn?navigator:null,de,zl;function Is(){let e=devicePixelRatio;
de!=e&&(de=e,zl&&Us(Ni,zl,Is),zl=matchMedia(`(min-resolution: ${de-.001}dppx) and (max-resolution: ${de+.001}dppx)`),gn(Ni,zl,Is),jn.dispatchEvent(new CustomEvent(
Ul)))}function rt(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Gs(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function _e(e,t,n){
e.style[t]=n+"px"}function _t(e,t,n,l){let s=Hs.createElement(e);return t!=null&&rt(s,t),n?.insertBefore(s,l),s}function kt(e,t){return _t("div",e,t)}var Fi=new WeakMap;
function Ft(e,t,n,l,s){let i="translate("+t+"px,"+n+"px)",c=Fi.get(e);i!=c&&(e.style.transform=i,Fi.set(e,i),t<0||n<0||t>l||n>s?rt(e,mn):Gs(e,mn))}var Bi=new WeakMap;
function Vi(e,t,n){let l=t+n,s=Bi.get(e);l!=s&&(Bi.set(e,l),e.style.background=t,e.style.borderColor=n)}var qi=new WeakMap;function Wi(e,t,n,l){let s=t+""+n,i=qi.
get(e);s!=i&&(qi.set(e,s),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-n/2+"px":0)}var to={passive:!0},Hc={...to,
capture:!0};function gn(e,t,n,l){t.addEventListener(e,n,l?Hc:to)}function Us(e,t,n,l){t.removeEventListener(e,n,to)}Qn&&Is();function Mt(e,t,n,l){let s;n=n||0,l=
l||t.length-1;let i=l<=2147483647;for(;l-n>1;)s=i?n+l>>1:at((n+l)/2),t[s]<e?n=s:l=s;return e-t[n]<=t[l]-e?n:l}function mr(e){return(n,l,s)=>{let i=-1,c=-1;for(let a=l;a<=
s;a++)if(e(n[a])){i=a;break}for(let a=s;a>=l;a--)if(e(n[a])){c=a;break}return[i,c]}}var gr=e=>e!=null,br=e=>e!=null&&e>0,Kl=mr(gr),Ic=mr(br);function Gc(e,t,n,l=0,s=!1){
let i=s?Ic:Kl,c=s?br:gr;[t,n]=i(e,t,n);let a=e[t],f=e[t];if(t>-1)if(l==1)a=e[t],f=e[n];else if(l==-1)a=e[n],f=e[t];else for(let h=t;h<=n;h++){let d=e[h];c(d)&&(d<
a?a=d:d>f&&(f=d))}return[a??we,f??-we]}function Jl(e,t,n,l){let s=Ii(e),i=Ii(t);e==t&&(s==-1?(e*=n,t/=n):(e/=n,t*=n));let c=n==10?zt:wr,a=s==1?at:yt,f=i==1?yt:at,
h=a(c(Fe(e))),d=f(c(Fe(t))),m=Yn(n,h),b=Yn(n,d);return n==10&&(h<0&&(m=ke(m,-h)),d<0&&(b=ke(b,-d))),l||n==2?(e=m*s,t=b*i):(e=Sr(e,m),t=Zl(t,b)),[e,t]}function no(e,t,n,l){
let s=Jl(e,t,n,l);return e==0&&(s[0]=0),t==0&&(s[1]=0),s}var lo=.1,zi={mode:3,pad:lo},bl={pad:0,soft:null,mode:0},Uc={min:bl,max:bl};function jl(e,t,n,l){return Ql(
n)?Hi(e,t,n):(bl.pad=n,bl.soft=l?0:null,bl.mode=l?3:0,Hi(e,t,Uc))}function fe(e,t){return e??t}function jc(e,t,n){for(t=fe(t,0),n=fe(n,e.length-1);t<=n;){if(e[t]!=
null)return!0;t++}return!1}function Hi(e,t,n){let l=n.min,s=n.max,i=fe(l.pad,0),c=fe(s.pad,0),a=fe(l.hard,-we),f=fe(s.hard,we),h=fe(l.soft,we),d=fe(s.soft,-we),
m=fe(l.mode,0),b=fe(s.mode,0),x=t-e,M=zt(x),L=et(Fe(e),Fe(t)),v=zt(L),E=Fe(v-M);(x<1e-24||E>10)&&(x=0,(e==0||t==0)&&(x=1e-24,m==2&&h!=we&&(i=0),b==2&&d!=-we&&(c=
0)));let y=x||L||1e3,A=zt(y),S=Yn(10,at(A)),R=y*(x==0?e==0?.1:1:i),D=ke(Sr(e-R,S/10),24),G=e>=h&&(m==1||m==3&&D<=h||m==2&&D>=h)?h:we,W=et(a,D<G&&e>=G?G:Et(G,D)),
B=y*(x==0?t==0?.1:1:c),H=ke(Zl(t+B,S/10),24),$=t<=d&&(b==1||b==3&&H>=d||b==2&&H<=d)?d:-we,Y=Et(f,H>$&&t<=$?$:et($,H));return W==Y&&W==0&&(Y=100),[W,Y]}var Yc=new Intl.
NumberFormat(Qn?zc.language:"en-US"),so=e=>Yc.format(e),ct=Math,Gl=ct.PI,Fe=ct.abs,at=ct.floor,Ne=ct.round,yt=ct.ceil,Et=ct.min,et=ct.max,Yn=ct.pow,Ii=ct.sign,zt=ct.
log10,wr=ct.log2,Kc=(e,t=1)=>ct.sinh(e)*t,Vs=(e,t=1)=>ct.asinh(e/t),we=1/0;function Gi(e){return(zt((e^e>>31)-(e>>31))|0)+1}function js(e,t,n){return Et(et(e,t),
n)}function kr(e){return typeof e=="function"}function ie(e){return kr(e)?e:()=>e}var Jc=()=>{},yr=e=>e,xr=(e,t)=>t,Zc=e=>null,Ui=e=>!0,ji=(e,t)=>e==t,Qc=/\.\d*?(?=9{6,}|0{6,})/gm,
bn=e=>{if(vr(e)||Xt.has(e))return e;let t=`${e}`,n=t.match(Qc);if(n==null)return e;let l=n[0].length-1;if(t.indexOf("e-")!=-1){let[s,i]=t.split("e");return+`${bn(
s)}e${i}`}return ke(e,l)};function pn(e,t){return bn(ke(bn(e/t))*t)}function Zl(e,t){return bn(yt(bn(e/t))*t)}function Sr(e,t){return bn(at(bn(e/t))*t)}function ke(e,t=0){
if(vr(e))return e;let n=10**t,l=e*n*(1+Number.EPSILON);return Ne(l)/n}var Xt=new Map;function Tr(e){return((""+e).split(".")[1]||"").length}function kl(e,t,n,l){
let s=[],i=l.map(Tr);for(let c=t;c<n;c++){let a=Fe(c),f=ke(Yn(e,c),a);for(let h=0;h<l.length;h++){let d=e==10?+`${l[h]}e${c}`:l[h]*f,m=(c>=0?0:a)+(c>=i[h]?0:i[h]),
b=e==10?d:ke(d,m);s.push(b),Xt.set(b,m)}}return s}var wl={},oo=[],Kn=[null,null],Qt=Array.isArray,vr=Number.isInteger,Xc=e=>e===void 0;function Yi(e){return typeof e==
"string"}function Ql(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function eu(e){return e!=null&&typeof e=="object"}var tu=Object.getPrototypeOf(
Uint8Array),_r="__proto__";function Jn(e,t=Ql){let n;if(Qt(e)){let l=e.find(s=>s!=null);if(Qt(l)||t(l)){n=Array(e.length);for(let s=0;s<e.length;s++)n[s]=Jn(e[s],
t)}else n=e.slice()}else if(e instanceof tu)n=e.slice();else if(t(e)){n={};for(let l in e)l!=_r&&(n[l]=Jn(e[l],t))}else n=e;return n}function De(e){let t=arguments;
for(let n=1;n<t.length;n++){let l=t[n];for(let s in l)s!=_r&&(Ql(e[s])?De(e[s],Jn(l[s])):e[s]=Jn(l[s]))}return e}var nu=0,lu=1,su=2;function ou(e,t,n){for(let l=0,
s,i=-1;l<t.length;l++){let c=t[l];if(c>i){for(s=c-1;s>=0&&e[s]==null;)e[s--]=null;for(s=c+1;s<n&&e[s]==null;)e[i=s++]=null}}}function iu(e,t){if(cu(e)){let c=e[0].
slice();for(let a=1;a<e.length;a++)c.push(...e[a].slice(1));return uu(c[0])||(c=au(c)),c}let n=new Set;for(let c=0;c<e.length;c++){let f=e[c][0],h=f.length;for(let d=0;d<
h;d++)n.add(f[d])}let l=[Array.from(n).sort((c,a)=>c-a)],s=l[0].length,i=new Map;for(let c=0;c<s;c++)i.set(l[0][c],c);for(let c=0;c<e.length;c++){let a=e[c],f=a[0];
for(let h=1;h<a.length;h++){let d=a[h],m=Array(s).fill(void 0),b=t?t[c][h]:lu,x=[];for(let M=0;M<d.length;M++){let L=d[M],v=i.get(f[M]);L===null?b!=nu&&(m[v]=L,
b==su&&x.push(v)):m[v]=L}ou(m,x,s),l.push(m)}}return l}var ru=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function au(e){let t=e[0],n=t.
length,l=Array(n);for(let i=0;i<l.length;i++)l[i]=i;l.sort((i,c)=>t[i]-t[c]);let s=[];for(let i=0;i<e.length;i++){let c=e[i],a=Array(n);for(let f=0;f<n;f++)a[f]=
c[l[f]];s.push(a)}return s}function cu(e){let t=e[0][0],n=t.length;for(let l=1;l<e.length;l++){let s=e[l][0];if(s.length!=n)return!1;if(s!=t){for(let i=0;i<n;i++)
if(s[i]!=t[i])return!1}}return!0}function uu(e,t=100){let n=e.length;if(n<=1)return!0;let l=0,s=n-1;for(;l<=s&&e[l]==null;)l++;for(;s>=l&&e[s]==null;)s--;if(s<=
l)return!0;let i=et(1,at((s-l+1)/t));for(let c=e[l],a=l+i;a<=s;a+=i){let f=e[a];if(f!=null){if(f<=c)return!1;c=f}}return!0}var Mr=["January","February","March",
"April","May","June","July","August","September","October","November","December"],Er=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function $r(e){
return e.slice(0,3)}var fu=Er.map($r),hu=Mr.map($r),pu={MMMM:Mr,MMM:hu,WWWW:Er,WWW:fu};function pl(e){return(e<10?"0":"")+e}function du(e){return(e<10?"00":e<100?
"0":"")+e}var mu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>pl(e.getMonth()+
1),M:e=>e.getMonth()+1,DD:e=>pl(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>pl(e.getHours()),H:e=>e.getHours(),
h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>pl(e.
getMinutes()),m:e=>e.getMinutes(),ss:e=>pl(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>du(e.getMilliseconds())};function io(e,t){t=t||pu;let n=[],l=/\{([a-z]+)\}|[^{]+/gi,
s;for(;s=l.exec(e);)n.push(s[0][0]=="{"?mu[s[1]]:s[0]);return i=>{let c="";for(let a=0;a<n.length;a++)c+=typeof n[a]=="string"?n[a]:n[a](i,t);return c}}var gu=new Intl.
DateTimeFormat().resolvedOptions().timeZone;function bu(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==gu?n=e:(n=new Date(
e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Ar=e=>e%1==0,Yl=[1,2,2.5,5],wu=kl(10,-32,0,Yl),Pr=kl(10,0,32,Yl),ku=Pr.filter(
Ar),dn=wu.concat(Pr),ro=`
`,Lr="{YYYY}",Ki=ro+Lr,Cr="{M}/{D}",gl=ro+Cr,Hl=gl+"/{YY}",Dr="{aa}",yu="{h}:{mm}",Un=yu+Dr,Ji=ro+Un,Zi=":{ss}",me=null;function Rr(e){let t=e*1e3,n=t*60,l=n*60,
s=l*24,i=s*30,c=s*365,f=(e==1?kl(10,0,3,Yl).filter(Ar):kl(10,-3,0,Yl)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,l,l*2,l*3,l*4,l*6,l*8,l*12,s,s*2,s*3,s*
4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,i,i*2,i*3,i*4,i*6,c,c*2,c*5,c*10,c*25,c*50,c*100]),h=[[c,Lr,me,me,me,me,me,me,1],[s*28,"{MMM}",Ki,me,me,me,me,me,1],[s,Cr,Ki,me,
me,me,me,me,1],[l,"{h}"+Dr,Hl,me,gl,me,me,me,1],[n,Un,Hl,me,gl,me,me,me,1],[t,Zi,Hl+" "+Un,me,gl+" "+Un,me,Ji,me,1],[e,Zi+".{fff}",Hl+" "+Un,me,gl+" "+Un,me,Ji,
me,1]];function d(m){return(b,x,M,L,v,E)=>{let y=[],A=v>=c,S=v>=i&&v<c,R=m(M),D=ke(R*e,3),G=qs(R.getFullYear(),A?0:R.getMonth(),S||A?1:R.getDate()),W=ke(G*e,3);
if(S||A){let B=S?v/i:0,H=A?v/c:0,$=D==W?D:ke(qs(G.getFullYear()+H,G.getMonth()+B,1)*e,3),Y=new Date(Ne($/e)),V=Y.getFullYear(),U=Y.getMonth();for(let z=0;$<=L;z++){
let ne=qs(V+H*z,U+B*z,1),I=ne-m(ke(ne*e,3));$=ke((+ne+I)*e,3),$<=L&&y.push($)}}else{let B=v>=s?s:v,H=at(M)-at(D),$=W+H+Zl(D-W,B);y.push($);let Y=m($),V=Y.getHours()+
Y.getMinutes()/n+Y.getSeconds()/l,U=v/l,z=b.axes[x]._space,ne=E/z;for(;$=ke($+v,e==1?0:3),!($>L);)if(U>1){let I=at(ke(V+U,6))%24,re=m($).getHours()-I;re>1&&(re=
-1),$-=re*l,V=(V+U)%24;let he=y[y.length-1];ke(($-he)/v,3)*ne>=.7&&y.push($)}else y.push($)}return y}}return[f,h,d]}var[xu,Su,Tu]=Rr(1),[vu,_u,Mu]=Rr(.001);kl(2,
-53,53,[1]);function Qi(e,t){return e.map(n=>n.map((l,s)=>s==0||s==8||l==null?l:t(s==1||n[8]==0?l:n[1]+l)))}function Xi(e,t){return(n,l,s,i,c)=>{let a=t.find(M=>c>=
M[0])||t[t.length-1],f,h,d,m,b,x;return l.map(M=>{let L=e(M),v=L.getFullYear(),E=L.getMonth(),y=L.getDate(),A=L.getHours(),S=L.getMinutes(),R=L.getSeconds(),D=v!=
f&&a[2]||E!=h&&a[3]||y!=d&&a[4]||A!=m&&a[5]||S!=b&&a[6]||R!=x&&a[7]||a[1];return f=v,h=E,d=y,m=A,b=S,x=R,D(L)})}}function Eu(e,t){let n=io(t);return(l,s,i,c,a)=>s.
map(f=>n(e(f)))}function qs(e,t,n){return new Date(e,t,n)}function er(e,t){return t(e)}var $u="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function tr(e,t){return(n,l,s,i)=>i==
null?eo:t(e(l))}function Au(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Pu(e,t){return e.series[t].fill(
e,t)}var Lu={show:!0,live:!0,isolate:!1,mount:Jc,markers:{show:!0,width:2,stroke:Au,fill:Pu,dash:"solid"},idx:null,idxs:null,values:[]};function Cu(e,t){let n=e.
cursor.points,l=kt(),s=n.size(e,t);_e(l,dl,s),_e(l,ml,s);let i=s/-2;_e(l,"marginLeft",i),_e(l,"marginTop",i);let c=n.width(e,t,s);return c&&_e(l,"borderWidth",c),
l}function Du(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Ru(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Ou(e,t){return e.
series[t].points.size}var Ws=[0,0];function Nu(e,t,n){return Ws[0]=t,Ws[1]=n,Ws}function Il(e,t,n,l=!0){return s=>{s.button==0&&(!l||s.target==t)&&n(s)}}function zs(e,t,n,l=!0){
return s=>{(!l||s.target==t)&&n(s)}}var Fu={show:!0,x:!0,y:!0,lock:!1,move:Nu,points:{one:!1,show:Cu,size:Ou,width:0,stroke:Ru,fill:Du},bind:{mousedown:Il,mouseup:Il,
click:Il,dblclick:Il,mousemove:zs,mouseleave:zs,mouseenter:zs},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},
_x:!1,_y:!1},focus:{dist:(e,t,n,l,s)=>l-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Or={
show:!0,stroke:"rgba(0,0,0,0.07)",width:2},ao=De({},Or,{filter:xr}),Nr=De({},ao,{size:10}),Fr=De({},Or,{show:!1}),co='12px system-ui, -apple-system, "Segoe UI",\
 Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Br="bold "+co,Vr=1.5,nr={
show:!0,scale:"x",stroke:Xs,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Br,side:2,grid:ao,ticks:Nr,border:Fr,font:co,lineGap:Vr,rotate:0},
Bu="Value",Vu="Time",lr={show:!0,scale:"x",auto:!1,sorted:1,min:we,max:-we,idxs:[]};function qu(e,t,n,l,s){return t.map(i=>i==null?"":so(i))}function Wu(e,t,n,l,s,i,c){
let a=[],f=Xt.get(s)||0;n=c?n:ke(Zl(n,s),f);for(let h=n;h<=l;h=ke(h+s,f))a.push(Object.is(h,-0)?0:h);return a}function Ys(e,t,n,l,s,i,c){let a=[],f=e.scales[e.axes[t].
scale].log,h=f==10?zt:wr,d=at(h(n));s=Yn(f,d),f==10&&(s=dn[Mt(s,dn)]);let m=n,b=s*f;f==10&&(b=dn[Mt(b,dn)]);do a.push(m),m=m+s,f==10&&!Xt.has(m)&&(m=ke(m,Xt.get(
s))),m>=b&&(s=m,b=s*f,f==10&&(b=dn[Mt(b,dn)]));while(m<=l);return a}function zu(e,t,n,l,s,i,c){let f=e.scales[e.axes[t].scale].asinh,h=l>f?Ys(e,t,et(f,n),l,s):[
f],d=l>=0&&n<=0?[0]:[];return(n<-f?Ys(e,t,et(f,-l),-n,s):[f]).reverse().map(b=>-b).concat(d,h)}var qr=/./,Hu=/[12357]/,Iu=/[125]/,sr=/1/,Ks=(e,t,n,l)=>e.map((s,i)=>t==
4&&s==0||i%l==0&&n.test(s.toExponential()[s<0?1:0])?s:null);function Gu(e,t,n,l,s){let i=e.axes[n],c=i.scale,a=e.scales[c],f=e.valToPos,h=i._space,d=f(10,c),m=f(
9,c)-d>=h?qr:f(7,c)-d>=h?Hu:f(5,c)-d>=h?Iu:sr;if(m==sr){let b=Fe(f(1,c)-d);if(b<h)return Ks(t.slice().reverse(),a.distr,m,yt(h/b)).reverse()}return Ks(t,a.distr,
m,1)}function Uu(e,t,n,l,s){let i=e.axes[n],c=i.scale,a=i._space,f=e.valToPos,h=Fe(f(1,c)-f(2,c));return h<a?Ks(t.slice().reverse(),3,qr,yt(a/h)).reverse():t}function ju(e,t,n,l){
return l==null?eo:t==null?"":so(t)}var or={show:!0,scale:"y",stroke:Xs,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Br,side:3,grid:ao,ticks:Nr,
border:Fr,font:co,lineGap:Vr,rotate:0};function Yu(e,t){let n=3+(e||1)*2;return ke(n*t,3)}function Ku(e,t){let{scale:n,idxs:l}=e.series[0],s=e._data[0],i=e.valToPos(
s[l[0]],n,!0),c=e.valToPos(s[l[1]],n,!0),a=Fe(c-i),f=e.series[t],h=a/(f.points.space*de);return l[1]-l[0]<=h}var ir={scale:null,auto:!0,sorted:0,min:we,max:-we},
Wr=(e,t,n,l,s)=>s,rr={show:!0,auto:!0,sorted:0,gaps:Wr,alpha:1,facets:[De({},ir,{scale:"x"}),De({},ir,{scale:"y"})]},ar={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,
gaps:Wr,alpha:1,points:{show:Ku,filter:null},values:null,min:we,max:-we,idxs:[],path:null,clip:null};function Ju(e,t,n,l,s){return n/10}var zr={time:!0,auto:!0,
distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Zu=De({},zr,{time:!1,ori:1}),cr={};function Hr(e,t){let n=cr[e];return n||(n={key:e,plots:[],sub(l){n.plots.
push(l)},unsub(l){n.plots=n.plots.filter(s=>s!=l)},pub(l,s,i,c,a,f,h){for(let d=0;d<n.plots.length;d++)n.plots[d]!=s&&n.plots[d].pub(l,s,i,c,a,f,h)}},e!=null&&(cr[e]=
n)),n}var Zn=1,Js=2;function wn(e,t,n){let l=e.mode,s=e.series[t],i=l==2?e._data[t]:e._data,c=e.scales,a=e.bbox,f=i[0],h=l==2?i[1]:i[t],d=l==2?c[s.facets[0].scale]:
c[e.series[0].scale],m=l==2?c[s.facets[1].scale]:c[s.scale],b=a.left,x=a.top,M=a.width,L=a.height,v=e.valToPosH,E=e.valToPosV;return d.ori==0?n(s,f,h,d,m,v,E,b,
x,M,L,es,Xn,ns,Gr,jr):n(s,f,h,d,m,E,v,x,b,L,M,ts,el,ho,Ur,Yr)}function uo(e,t){let n=0,l=0,s=fe(e.bands,oo);for(let i=0;i<s.length;i++){let c=s[i];c.series[0]==
t?n=c.dir:c.series[1]==t&&(c.dir==1?l|=1:l|=2)}return[n,l==1?-1:l==2?1:l==3?2:0]}function Qu(e,t,n,l,s){let i=e.mode,c=e.series[t],a=i==2?c.facets[1].scale:c.scale,
f=e.scales[a];return s==-1?f.min:s==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function Ht(e,t,n,l,s,i){return wn(e,t,(c,a,f,h,d,m,b,x,M,L,v)=>{let E=c.pxRound,y=h.
dir*(h.ori==0?1:-1),A=h.ori==0?Xn:el,S,R;y==1?(S=n,R=l):(S=l,R=n);let D=E(m(a[S],h,L,x)),G=E(b(f[S],d,v,M)),W=E(m(a[R],h,L,x)),B=E(b(i==1?d.max:d.min,d,v,M)),H=new Path2D(
s);return A(H,W,B),A(H,D,B),A(H,D,G),H})}function Xl(e,t,n,l,s,i){let c=null;if(e.length>0){c=new Path2D;let a=t==0?ns:ho,f=n;for(let m=0;m<e.length;m++){let b=e[m];
if(b[1]>b[0]){let x=b[0]-f;x>0&&a(c,f,l,x,l+i),f=b[1]}}let h=n+s-f,d=10;h>0&&a(c,f,l-d/2,h,l+i+d)}return c}function Xu(e,t,n){let l=e[e.length-1];l&&l[0]==t?l[1]=
n:e.push([t,n])}function fo(e,t,n,l,s,i,c){let a=[],f=e.length;for(let h=s==1?n:l;h>=n&&h<=l;h+=s)if(t[h]===null){let m=h,b=h;if(s==1)for(;++h<=l&&t[h]===null;)
b=h;else for(;--h>=n&&t[h]===null;)b=h;let x=i(e[m]),M=b==m?x:i(e[b]),L=m-s;x=c<=0&&L>=0&&L<f?i(e[L]):x;let E=b+s;M=c>=0&&E>=0&&E<f?i(e[E]):M,M>=x&&a.push([x,M])}
return a}function ur(e){return e==0?yr:e==1?Ne:t=>pn(t,e)}function Ir(e){let t=e==0?es:ts,n=e==0?(s,i,c,a,f,h)=>{s.arcTo(i,c,a,f,h)}:(s,i,c,a,f,h)=>{s.arcTo(c,i,
f,a,h)},l=e==0?(s,i,c,a,f)=>{s.rect(i,c,a,f)}:(s,i,c,a,f)=>{s.rect(c,i,f,a)};return(s,i,c,a,f,h=0,d=0)=>{h==0&&d==0?l(s,i,c,a,f):(h=Et(h,a/2,f/2),d=Et(d,a/2,f/2),
t(s,i+h,c),n(s,i+a,c,i+a,c+f,h),n(s,i+a,c+f,i,c+f,d),n(s,i,c+f,i,c,d),n(s,i,c,i+a,c,h),s.closePath())}}var es=(e,t,n)=>{e.moveTo(t,n)},ts=(e,t,n)=>{e.moveTo(n,t)},
Xn=(e,t,n)=>{e.lineTo(t,n)},el=(e,t,n)=>{e.lineTo(n,t)},ns=Ir(0),ho=Ir(1),Gr=(e,t,n,l,s,i)=>{e.arc(t,n,l,s,i)},Ur=(e,t,n,l,s,i)=>{e.arc(n,t,l,s,i)},jr=(e,t,n,l,s,i,c)=>{
e.bezierCurveTo(t,n,l,s,i,c)},Yr=(e,t,n,l,s,i,c)=>{e.bezierCurveTo(n,t,s,l,c,i)};function Kr(e){return(t,n,l,s,i)=>wn(t,n,(c,a,f,h,d,m,b,x,M,L,v)=>{let{pxRound:E,
points:y}=c,A,S;h.ori==0?(A=es,S=Gr):(A=ts,S=Ur);let R=ke(y.width*de,3),D=(y.size-y.width)/2*de,G=ke(D*2,3),W=new Path2D,B=new Path2D,{left:H,top:$,width:Y,height:V}=t.
bbox;ns(B,H-G,$-G,Y+G*2,V+G*2);let U=z=>{if(f[z]!=null){let ne=E(m(a[z],h,L,x)),I=E(b(f[z],d,v,M));A(W,ne+D,I),S(W,ne,I,D,0,Gl*2)}};if(i)i.forEach(U);else for(let z=l;z<=
s;z++)U(z);return{stroke:R>0?W:null,fill:W,clip:B,flags:Zn|Js}})}function Jr(e){return(t,n,l,s,i,c)=>{l!=s&&(i!=l&&c!=l&&e(t,n,l),i!=s&&c!=s&&e(t,n,s),e(t,n,c))}}
var ef=Jr(Xn),tf=Jr(el);function Zr(e){let t=fe(e?.alignGaps,0);return(n,l,s,i)=>wn(n,l,(c,a,f,h,d,m,b,x,M,L,v)=>{[s,i]=Kl(f,s,i);let E=c.pxRound,y=V=>E(m(V,h,L,
x)),A=V=>E(b(V,d,v,M)),S,R;h.ori==0?(S=Xn,R=ef):(S=el,R=tf);let D=h.dir*(h.ori==0?1:-1),G={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},W=G.
stroke,B=!1;if(i-s>=L*4){let V=_=>n.posToVal(_,h.key,!0),U=null,z=null,ne,I,Ie,be=y(a[D==1?s:i]),re=y(a[s]),he=y(a[i]),ee=V(D==1?re+1:he-1);for(let _=D==1?s:i;_>=
s&&_<=i;_+=D){let K=a[_],ae=(D==1?K<ee:K>ee)?be:y(K),X=f[_];ae==be?X!=null?(I=X,U==null?(S(W,ae,A(I)),ne=U=z=I):I<U?U=I:I>z&&(z=I)):X===null&&(B=!0):(U!=null&&R(
W,be,A(U),A(z),A(ne),A(I)),X!=null?(I=X,S(W,ae,A(I)),U=z=ne=I):(U=z=null,X===null&&(B=!0)),be=ae,ee=V(be+D))}U!=null&&U!=z&&Ie!=be&&R(W,be,A(U),A(z),A(ne),A(I))}else
for(let V=D==1?s:i;V>=s&&V<=i;V+=D){let U=f[V];U===null?B=!0:U!=null&&S(W,y(a[V]),A(U))}let[$,Y]=uo(n,l);if(c.fill!=null||$!=0){let V=G.fill=new Path2D(W),U=c.fillTo(
n,l,c.min,c.max,$),z=A(U),ne=y(a[s]),I=y(a[i]);D==-1&&([I,ne]=[ne,I]),S(V,I,z),S(V,ne,z)}if(!c.spanGaps){let V=[];B&&V.push(...fo(a,f,s,i,D,y,t)),G.gaps=V=c.gaps(
n,l,s,i,V),G.clip=Xl(V,h.ori,x,M,L,v)}return Y!=0&&(G.band=Y==2?[Ht(n,l,s,i,W,-1),Ht(n,l,s,i,W,1)]:Ht(n,l,s,i,W,Y)),G})}function nf(e){let t=fe(e.align,1),n=fe(
e.ascDesc,!1),l=fe(e.alignGaps,0),s=fe(e.extend,!1);return(i,c,a,f)=>wn(i,c,(h,d,m,b,x,M,L,v,E,y,A)=>{[a,f]=Kl(m,a,f);let S=h.pxRound,{left:R,width:D}=i.bbox,G=re=>S(
M(re,b,y,v)),W=re=>S(L(re,x,A,E)),B=b.ori==0?Xn:el,H={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},$=H.stroke,Y=b.dir*(b.ori==0?1:-1),V=W(
m[Y==1?a:f]),U=G(d[Y==1?a:f]),z=U,ne=U;s&&t==-1&&(ne=R,B($,ne,V)),B($,U,V);for(let re=Y==1?a:f;re>=a&&re<=f;re+=Y){let he=m[re];if(he==null)continue;let ee=G(d[re]),
_=W(he);t==1?B($,ee,V):B($,z,_),B($,ee,_),V=_,z=ee}let I=z;s&&t==1&&(I=R+D,B($,I,V));let[Ie,be]=uo(i,c);if(h.fill!=null||Ie!=0){let re=H.fill=new Path2D($),he=h.
fillTo(i,c,h.min,h.max,Ie),ee=W(he);B(re,I,ee),B(re,ne,ee)}if(!h.spanGaps){let re=[];re.push(...fo(d,m,a,f,Y,G,l));let he=h.width*de/2,ee=n||t==1?he:-he,_=n||t==
-1?-he:he;re.forEach(K=>{K[0]+=ee,K[1]+=_}),H.gaps=re=h.gaps(i,c,a,f,re),H.clip=Xl(re,b.ori,v,E,y,A)}return be!=0&&(H.band=be==2?[Ht(i,c,a,f,$,-1),Ht(i,c,a,f,$,
1)]:Ht(i,c,a,f,$,be)),H})}function fr(e,t,n,l,s,i,c=we){if(e.length>1){let a=null;for(let f=0,h=1/0;f<e.length;f++)if(t[f]!==void 0){if(a!=null){let d=Fe(e[f]-e[a]);
d<h&&(h=d,c=Fe(n(e[f],l,s,i)-n(e[a],l,s,i)))}a=f}}return c}function lf(e){e=e||wl;let t=fe(e.size,[.6,we,1]),n=e.align||0,l=e.gap||0,s=e.radius;s=s==null?[0,0]:
typeof s=="number"?[s,0]:s;let i=ie(s),c=1-t[0],a=fe(t[1],we),f=fe(t[2],1),h=fe(e.disp,wl),d=fe(e.each,x=>{}),{fill:m,stroke:b}=h;return(x,M,L,v)=>wn(x,M,(E,y,A,S,R,D,G,W,B,H,$)=>{
let Y=E.pxRound,V=n,U=l*de,z=a*de,ne=f*de,I,Ie;S.ori==0?[I,Ie]=i(x,M):[Ie,I]=i(x,M);let be=S.dir*(S.ori==0?1:-1),re=S.ori==0?ns:ho,he=S.ori==0?d:(F,ye,Oe,Sn,nn,$t,ln)=>{
d(F,ye,Oe,nn,Sn,ln,$t)},ee=fe(x.bands,oo).find(F=>F.series[0]==M),_=ee!=null?ee.dir:0,K=E.fillTo(x,M,E.min,E.max,_),se=Y(G(K,R,$,B)),ae,X,Re,Pe=H,oe=Y(E.width*de),
Ge=!1,ut=null,ft=null,It=null,kn=null;m!=null&&(oe==0||b!=null)&&(Ge=!0,ut=m.values(x,M,L,v),ft=new Map,new Set(ut).forEach(F=>{F!=null&&ft.set(F,new Path2D)}),
oe>0&&(It=b.values(x,M,L,v),kn=new Map,new Set(It).forEach(F=>{F!=null&&kn.set(F,new Path2D)})));let{x0:yn,size:tl}=h;if(yn!=null&&tl!=null){V=1,y=yn.values(x,M,
L,v),yn.unit==2&&(y=y.map(Oe=>x.posToVal(W+Oe*H,S.key,!0)));let F=tl.values(x,M,L,v);tl.unit==2?X=F[0]*H:X=D(F[0],S,H,W)-D(0,S,H,W),Pe=fr(y,A,D,S,H,W,Pe),Re=Pe-
X+U}else Pe=fr(y,A,D,S,H,W,Pe),Re=Pe*c+U,X=Pe-Re;Re<1&&(Re=0),oe>=X/2&&(oe=0),Re<5&&(Y=yr);let yl=Re>0,en=Pe-Re-(yl?oe:0);X=Y(js(en,ne,z)),ae=(V==0?X/2:V==be?0:
X)-V*be*((V==0?U/2:0)+(yl?oe/2:0));let Je={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},xn=Ge?null:new Path2D,Bt=null;if(ee!=null)Bt=x.data[ee.series[1]];else{
let{y0:F,y1:ye}=h;F!=null&&ye!=null&&(A=ye.values(x,M,L,v),Bt=F.values(x,M,L,v))}let tn=I*X,te=Ie*X;for(let F=be==1?L:v;F>=L&&F<=v;F+=be){let ye=A[F];if(ye==null)
continue;if(Bt!=null){let tt=Bt[F]??0;if(ye-tt==0)continue;se=G(tt,R,$,B)}let Oe=S.distr!=2||h!=null?y[F]:F,Sn=D(Oe,S,H,W),nn=G(fe(ye,K),R,$,B),$t=Y(Sn-ae),ln=Y(
et(nn,se)),lt=Y(Et(nn,se)),ht=ln-lt;if(ye!=null){let tt=ye<0?te:tn,xt=ye<0?tn:te;Ge?(oe>0&&It[F]!=null&&re(kn.get(It[F]),$t,lt+at(oe/2),X,et(0,ht-oe),tt,xt),ut[F]!=
null&&re(ft.get(ut[F]),$t,lt+at(oe/2),X,et(0,ht-oe),tt,xt)):re(xn,$t,lt+at(oe/2),X,et(0,ht-oe),tt,xt),he(x,M,F,$t-oe/2,lt,X+oe,ht)}}return oe>0?Je.stroke=Ge?kn:
xn:Ge||(Je._fill=E.width==0?E._fill:E._stroke??E._fill,Je.width=0),Je.fill=Ge?ft:xn,Je})}function sf(e,t){let n=fe(t?.alignGaps,0);return(l,s,i,c)=>wn(l,s,(a,f,h,d,m,b,x,M,L,v,E)=>{
[i,c]=Kl(h,i,c);let y=a.pxRound,A=I=>y(b(I,d,v,M)),S=I=>y(x(I,m,E,L)),R,D,G;d.ori==0?(R=es,G=Xn,D=jr):(R=ts,G=el,D=Yr);let W=d.dir*(d.ori==0?1:-1),B=A(f[W==1?i:
c]),H=B,$=[],Y=[];for(let I=W==1?i:c;I>=i&&I<=c;I+=W)if(h[I]!=null){let be=f[I],re=A(be);$.push(H=re),Y.push(S(h[I]))}let V={stroke:e($,Y,R,G,D,y),fill:null,clip:null,
band:null,gaps:null,flags:Zn},U=V.stroke,[z,ne]=uo(l,s);if(a.fill!=null||z!=0){let I=V.fill=new Path2D(U),Ie=a.fillTo(l,s,a.min,a.max,z),be=S(Ie);G(I,H,be),G(I,
B,be)}if(!a.spanGaps){let I=[];I.push(...fo(f,h,i,c,W,A,n)),V.gaps=I=a.gaps(l,s,i,c,I),V.clip=Xl(I,d.ori,M,L,v,E)}return ne!=0&&(V.band=ne==2?[Ht(l,s,i,c,U,-1),
Ht(l,s,i,c,U,1)]:Ht(l,s,i,c,U,ne)),V})}function of(e){return sf(rf,e)}function rf(e,t,n,l,s,i){let c=e.length;if(c<2)return null;let a=new Path2D;if(n(a,e[0],t[0]),
c==2)l(a,e[1],t[1]);else{let f=Array(c),h=Array(c-1),d=Array(c-1),m=Array(c-1);for(let b=0;b<c-1;b++)d[b]=t[b+1]-t[b],m[b]=e[b+1]-e[b],h[b]=d[b]/m[b];f[0]=h[0];
for(let b=1;b<c-1;b++)h[b]===0||h[b-1]===0||h[b-1]>0!=h[b]>0?f[b]=0:(f[b]=3*(m[b-1]+m[b])/((2*m[b]+m[b-1])/h[b-1]+(m[b]+2*m[b-1])/h[b]),isFinite(f[b])||(f[b]=0));
f[c-1]=h[c-2];for(let b=0;b<c-1;b++)s(a,e[b]+m[b]/3,t[b]+f[b]*m[b]/3,e[b+1]-m[b]/3,t[b+1]-f[b+1]*m[b]/3,e[b+1],t[b+1])}return a}var Zs=new Set;function hr(){for(let e of Zs)
e.syncRect(!0)}Qn&&(gn(qc,jn,hr),gn(Wc,jn,hr,!0),gn(Ul,jn,()=>{Ye.pxRatio=de}));var af=Zr(),cf=Kr();function pr(e,t,n,l){return(l?[e[0],e[1]].concat(e.slice(2)):
[e[0]].concat(e.slice(1))).map((i,c)=>Qs(i,c,t,n))}function uf(e,t){return e.map((n,l)=>l==0?{}:De({},t,n))}function Qs(e,t,n,l){return De({},t==0?n:l,e)}function Qr(e,t,n){
return t==null?Kn:[t,n]}var ff=Qr;function hf(e,t,n){return t==null?Kn:jl(t,n,lo,!0)}function Xr(e,t,n,l){return t==null?Kn:Jl(t,n,e.scales[l].log,!1)}var pf=Xr;
function ea(e,t,n,l){return t==null?Kn:no(t,n,e.scales[l].log,!1)}var df=ea;function mf(e,t,n,l,s){let i=et(Gi(e),Gi(t)),c=t-e,a=Mt(s/l*c,n);do{let f=n[a],h=l*f/
c;if(h>=s&&i+(f<5?Xt.get(f):0)<=17)return[f,h]}while(++a<n.length);return[0,0]}function dr(e){let t,n;return e=e.replace(/(\d+)px/,(l,s)=>(t=Ne((n=+s)*de))+"px"),
[e,t,n]}function gf(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=ke(t[2]*de,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function Ye(e,t,n){let l={mode:fe(
e.mode,1)},s=l.mode;function i(o,r,u,p){let g=r.valToPct(o);return p+u*(r.dir==-1?1-g:g)}function c(o,r,u,p){let g=r.valToPct(o);return p+u*(r.dir==-1?g:1-g)}function a(o,r,u,p){
return r.ori==0?i(o,r,u,p):c(o,r,u,p)}l.valToPosH=i,l.valToPosV=c;let f=!1;l.status=0;let h=l.root=kt(Sc);if(e.id!=null&&(h.id=e.id),rt(h,e.class),e.title){let o=kt(
_c,h);o.textContent=e.title}let d=_t("canvas"),m=l.ctx=d.getContext("2d"),b=kt(Mc,h);gn("click",b,o=>{o.target===M&&(Se!=Dn||Me!=Rn)&&je.click(l,o)},!0);let x=l.
under=kt(Ec,b);b.appendChild(d);let M=l.over=kt($c,b);e=Jn(e);let L=+fe(e.pxAlign,1),v=ur(L);(e.plugins||[]).forEach(o=>{o.opts&&(e=o.opts(l,e)||e)});let E=e.ms||
.001,y=l.series=s==1?pr(e.series||[],lr,ar,!1):uf(e.series||[null],rr),A=l.axes=pr(e.axes||[],nr,or,!0),S=l.scales={},R=l.bands=e.bands||[];R.forEach(o=>{o.fill=
ie(o.fill||null),o.dir=fe(o.dir,-1)});let D=s==2?y[1].facets[0].scale:y[0].scale,G={axes:ya,series:ma},W=(e.drawOrder||["axes","series"]).map(o=>G[o]);function B(o){
let r=o.distr==3?u=>zt(u>0?u:o.clamp(l,u,o.min,o.max,o.key)):o.distr==4?u=>Vs(u,o.asinh):o.distr==100?u=>o.fwd(u):u=>u;return u=>{let p=r(u),{_min:g,_max:w}=o,T=w-
g;return(p-g)/T}}function H(o){let r=S[o];if(r==null){let u=(e.scales||wl)[o]||wl;if(u.from!=null){H(u.from);let p=De({},S[u.from],u,{key:o});p.valToPct=B(p),S[o]=
p}else{r=S[o]=De({},o==D?zr:Zu,u),r.key=o;let p=r.time,g=r.range,w=Qt(g);if((o!=D||s==2&&!p)&&(w&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?zi:{mode:1,hard:g[0],
soft:g[0]},max:g[1]==null?zi:{mode:1,hard:g[1],soft:g[1]}},w=!1),!w&&Ql(g))){let T=g;g=(P,C,O)=>C==null?Kn:jl(C,O,T)}r.range=ie(g||(p?ff:o==D?r.distr==3?pf:r.distr==
4?df:Qr:r.distr==3?Xr:r.distr==4?ea:hf)),r.auto=ie(w?!1:r.auto),r.clamp=ie(r.clamp||Ju),r._min=r._max=null,r.valToPct=B(r)}}}H("x"),H("y"),s==1&&y.forEach(o=>{H(
o.scale)}),A.forEach(o=>{H(o.scale)});for(let o in e.scales)H(o);let $=S[D],Y=$.distr,V,U;$.ori==0?(rt(h,Tc),V=i,U=c):(rt(h,vc),V=c,U=i);let z={};for(let o in S){
let r=S[o];(r.min!=null||r.max!=null)&&(z[o]={min:r.min,max:r.max},r.min=r.max=null)}let ne=e.tzDate||(o=>new Date(Ne(o/E))),I=e.fmtDate||io,Ie=E==1?Tu(ne):Mu(ne),
be=Xi(ne,Qi(E==1?Su:_u,I)),re=tr(ne,er($u,I)),he=[],ee=l.legend=De({},Lu,e.legend),_=l.cursor=De({},Fu,{drag:{y:s==2}},e.cursor),K=ee.show,se=_.show,ae=ee.markers;
ee.idxs=he,ae.width=ie(ae.width),ae.dash=ie(ae.dash),ae.stroke=ie(ae.stroke),ae.fill=ie(ae.fill);let X,Re,Pe,oe=[],Ge=[],ut,ft=!1,It={};if(ee.live){let o=y[1]?y[1].
values:null;ft=o!=null,ut=ft?o(l,1,0):{_:0};for(let r in ut)It[r]=eo}if(K)if(X=_t("table",Rc,h),Pe=_t("tbody",null,X),ee.mount(l,X),ft){Re=_t("thead",null,X,Pe);
let o=_t("tr",null,Re);_t("th",null,o);for(var kn in ut)_t("th",Ai,o).textContent=kn}else rt(X,Nc),ee.live&&rt(X,Oc);let yn={show:!0},tl={show:!1};function yl(o,r){
if(r==0&&(ft||!ee.live||s==2))return Kn;let u=[],p=_t("tr",Fc,Pe,Pe.childNodes[r]);rt(p,o.class),o.show||rt(p,mn);let g=_t("th",null,p);if(ae.show){let P=kt(Bc,
g);if(r>0){let C=ae.width(l,r);C&&(P.style.border=C+"px "+ae.dash(l,r)+" "+ae.stroke(l,r)),P.style.background=ae.fill(l,r)}}let w=kt(Ai,g);o.label instanceof HTMLElement?
w.appendChild(o.label):w.textContent=o.label,r>0&&(ae.show||(w.style.color=o.width>0?ae.stroke(l,r):ae.fill(l,r)),Je("click",g,P=>{if(_._lock)return;on(P);let C=y.
indexOf(o);if((P.ctrlKey||P.metaKey)!=ee.isolate){let O=y.some((N,q)=>q>0&&q!=C&&N.show);y.forEach((N,q)=>{q>0&&Pt(q,O?q==C?yn:tl:yn,!0,Ce.setSeries)})}else Pt(
C,{show:!o.show},!0,Ce.setSeries)},!1),vn&&Je(Di,g,P=>{_._lock||(on(P),Pt(y.indexOf(o),Nn,!0,Ce.setSeries))},!1));for(var T in ut){let P=_t("td",Vc,p);P.textContent=
"--",u.push(P)}return[p,u]}let en=new Map;function Je(o,r,u,p=!0){let g=en.get(r)||{},w=_.bind[o](l,r,u,p);w&&(gn(o,r,g[o]=w),en.set(r,g))}function xn(o,r,u){let p=en.
get(r)||{};for(let g in p)(o==null||g==o)&&(Us(g,r,p[g]),delete p[g]);o==null&&en.delete(r)}let Bt=0,tn=0,te=0,F=0,ye=0,Oe=0,Sn=ye,nn=Oe,$t=te,ln=F,lt=0,ht=0,tt=0,
xt=0;l.bbox={};let ss=!1,xl=!1,Tn=!1,sn=!1,Sl=!1,pt=!1;function os(o,r,u){(u||o!=l.width||r!=l.height)&&go(o,r),An(!1),Tn=!0,xl=!0,Pn()}function go(o,r){l.width=
Bt=te=o,l.height=tn=F=r,ye=Oe=0,aa(),ca();let u=l.bbox;lt=u.left=pn(ye*de,.5),ht=u.top=pn(Oe*de,.5),tt=u.width=pn(te*de,.5),xt=u.height=pn(F*de,.5)}let oa=3;function ia(){
let o=!1,r=0;for(;!o;){r++;let u=wa(r),p=ka(r);o=r==oa||u&&p,o||(go(l.width,l.height),xl=!0)}}function ra({width:o,height:r}){os(o,r)}l.setSize=ra;function aa(){
let o=!1,r=!1,u=!1,p=!1;A.forEach((g,w)=>{if(g.show&&g._show){let{side:T,_size:P}=g,C=T%2,O=g.label!=null?g.labelSize:0,N=P+O;N>0&&(C?(te-=N,T==3?(ye+=N,p=!0):u=
!0):(F-=N,T==0?(Oe+=N,o=!0):r=!0))}}),rn[0]=o,rn[1]=u,rn[2]=r,rn[3]=p,te-=Gt[1]+Gt[3],ye+=Gt[3],F-=Gt[2]+Gt[0],Oe+=Gt[0]}function ca(){let o=ye+te,r=Oe+F,u=ye,p=Oe;
function g(w,T){switch(w){case 1:return o+=T,o-T;case 2:return r+=T,r-T;case 3:return u-=T,u+T;case 0:return p-=T,p+T}}A.forEach((w,T)=>{if(w.show&&w._show){let P=w.
side;w._pos=g(P,w._size),w.label!=null&&(w._lpos=g(P,w.labelSize))}})}if(_.dataIdx==null){let o=_.hover,r=o.skip=new Set(o.skip??[]);r.add(void 0);let u=o.prox=
ie(o.prox),p=o.bias??=0;_.dataIdx=(g,w,T,P)=>{if(w==0)return T;let C=T,O=u(g,w,T,P)??we,N=O>=0&&O<we,q=$.ori==0?te:F,Z=_.left,pe=t[0],ue=t[w];if(r.has(ue[T])){C=
null;let le=null,J=null,j;if(p==0||p==-1)for(j=T;le==null&&j-- >0;)r.has(ue[j])||(le=j);if(p==0||p==1)for(j=T;J==null&&j++<ue.length;)r.has(ue[j])||(J=j);if(le!=
null||J!=null)if(N){let ve=le==null?-1/0:V(pe[le],$,q,0),$e=J==null?1/0:V(pe[J],$,q,0),He=Z-ve,ge=$e-Z;He<=ge?He<=O&&(C=le):ge<=O&&(C=J)}else C=J==null?le:le==null?
J:T-le<=J-T?le:J}else N&&Fe(Z-V(pe[T],$,q,0))>O&&(C=null);return C}}let on=o=>{_.event=o};_.idxs=he,_._lock=!1;let Ke=_.points;Ke.show=ie(Ke.show),Ke.size=ie(Ke.
size),Ke.stroke=ie(Ke.stroke),Ke.width=ie(Ke.width),Ke.fill=ie(Ke.fill);let At=l.focus=De({},e.focus||{alpha:.3},_.focus),vn=At.prox>=0,_n=vn&&Ke.one,dt=[],Mn=[],
En=[];function bo(o,r){let u=Ke.show(l,r);if(u instanceof HTMLElement)return rt(u,Dc),rt(u,o.class),Ft(u,-10,-10,te,F),M.insertBefore(u,dt[r]),u}function wo(o,r){
if(s==1||r>0){let u=s==1&&S[o.scale].time,p=o.value;o.value=u?Yi(p)?tr(ne,er(p,I)):p||re:p||ju,o.label=o.label||(u?Vu:Bu)}if(_n||r>0){o.width=o.width==null?1:o.
width,o.paths=o.paths||af||Zc,o.fillTo=ie(o.fillTo||Qu),o.pxAlign=+fe(o.pxAlign,L),o.pxRound=ur(o.pxAlign),o.stroke=ie(o.stroke||null),o.fill=ie(o.fill||null),o.
_stroke=o._fill=o._paths=o._focus=null;let u=Yu(et(1,o.width),1),p=o.points=De({},{size:u,width:et(1,u*.2),stroke:o.stroke,space:u*2,paths:cf,_stroke:null,_fill:null},
o.points);p.show=ie(p.show),p.filter=ie(p.filter),p.fill=ie(p.fill),p.stroke=ie(p.stroke),p.paths=ie(p.paths),p.pxAlign=o.pxAlign}if(K){let u=yl(o,r);oe.splice(
r,0,u[0]),Ge.splice(r,0,u[1]),ee.values.push(null)}if(se){he.splice(r,0,null);let u=null;_n?r==0&&(u=bo(o,r)):r>0&&(u=bo(o,r)),dt.splice(r,0,u),Mn.splice(r,0,0),
En.splice(r,0,0)}ze("addSeries",r)}function ua(o,r){r=r??y.length,o=s==1?Qs(o,r,lr,ar):Qs(o,r,{},rr),y.splice(r,0,o),wo(y[r],r)}l.addSeries=ua;function fa(o){if(y.
splice(o,1),K){ee.values.splice(o,1),Ge.splice(o,1);let r=oe.splice(o,1)[0];xn(null,r.firstChild),r.remove()}se&&(he.splice(o,1),dt.splice(o,1)[0].remove(),Mn.splice(
o,1),En.splice(o,1)),ze("delSeries",o)}l.delSeries=fa;let rn=[!1,!1,!1,!1];function ha(o,r){if(o._show=o.show,o.show){let u=o.side%2,p=S[o.scale];p==null&&(o.scale=
u?y[1].scale:D,p=S[o.scale]);let g=p.time;o.size=ie(o.size),o.space=ie(o.space),o.rotate=ie(o.rotate),Qt(o.incrs)&&o.incrs.forEach(T=>{!Xt.has(T)&&Xt.set(T,Tr(T))}),
o.incrs=ie(o.incrs||(p.distr==2?ku:g?E==1?xu:vu:dn)),o.splits=ie(o.splits||(g&&p.distr==1?Ie:p.distr==3?Ys:p.distr==4?zu:Wu)),o.stroke=ie(o.stroke),o.grid.stroke=
ie(o.grid.stroke),o.ticks.stroke=ie(o.ticks.stroke),o.border.stroke=ie(o.border.stroke);let w=o.values;o.values=Qt(w)&&!Qt(w[0])?ie(w):g?Qt(w)?Xi(ne,Qi(w,I)):Yi(
w)?Eu(ne,w):w||be:w||qu,o.filter=ie(o.filter||(p.distr>=3&&p.log==10?Gu:p.distr==3&&p.log==2?Uu:xr)),o.font=dr(o.font),o.labelFont=dr(o.labelFont),o._size=o.size(
l,null,r,0),o._space=o._rotate=o._incrs=o._found=o._splits=o._values=null,o._size>0&&(rn[r]=!0,o._el=kt(Ac,b))}}function nl(o,r,u,p){let[g,w,T,P]=u,C=r%2,O=0;return C==
0&&(P||w)&&(O=r==0&&!g||r==2&&!T?Ne(nr.size/3):0),C==1&&(g||T)&&(O=r==1&&!w||r==3&&!P?Ne(or.size/2):0),O}let ko=l.padding=(e.padding||[nl,nl,nl,nl]).map(o=>ie(fe(
o,nl))),Gt=l._padding=ko.map((o,r)=>o(l,r,rn,0)),Ue,Be=null,Ve=null,Tl=s==1?y[0].idxs:null,St=null,ll=!1;function yo(o,r){if(t=o??[],l.data=l._data=t,s==2){Ue=0;
for(let u=1;u<y.length;u++)Ue+=t[u][0].length}else{t.length==0&&(l.data=l._data=t=[[]]),St=t[0],Ue=St.length;let u=t;if(Y==2){u=t.slice();let p=u[0]=Array(Ue);for(let g=0;g<
Ue;g++)p[g]=g}l._data=t=u}if(An(!0),ze("setData"),Y==2&&(Tn=!0),r!==!1){let u=$;u.auto(l,ll)?is():jt(D,u.min,u.max),sn=sn||_.left>=0,pt=!0,Pn()}}l.setData=yo;function is(){
ll=!0;let o,r;s==1&&(Ue>0?(Be=Tl[0]=0,Ve=Tl[1]=Ue-1,o=t[0][Be],r=t[0][Ve],Y==2?(o=Be,r=Ve):o==r&&(Y==3?[o,r]=Jl(o,o,$.log,!1):Y==4?[o,r]=no(o,o,$.log,!1):$.time?
r=o+Ne(86400/E):[o,r]=jl(o,r,lo,!0))):(Be=Tl[0]=o=null,Ve=Tl[1]=r=null)),jt(D,o,r)}let vl,$n,rs,as,cs,us,fs,hs,ps,nt;function xo(o,r,u,p,g,w){o??=Li,u??=oo,p??=
"butt",g??=Li,w??="round",o!=vl&&(m.strokeStyle=vl=o),g!=$n&&(m.fillStyle=$n=g),r!=rs&&(m.lineWidth=rs=r),w!=cs&&(m.lineJoin=cs=w),p!=us&&(m.lineCap=us=p),u!=as&&
m.setLineDash(as=u)}function So(o,r,u,p){r!=$n&&(m.fillStyle=$n=r),o!=fs&&(m.font=fs=o),u!=hs&&(m.textAlign=hs=u),p!=ps&&(m.textBaseline=ps=p)}function ds(o,r,u,p,g=0){
if(p.length>0&&o.auto(l,ll)&&(r==null||r.min==null)){let w=fe(Be,0),T=fe(Ve,p.length-1),P=u.min==null?Gc(p,w,T,g,o.distr==3):[u.min,u.max];o.min=Et(o.min,u.min=
P[0]),o.max=et(o.max,u.max=P[1])}}let To={min:null,max:null};function pa(){for(let p in S){let g=S[p];z[p]==null&&(g.min==null||z[D]!=null&&g.auto(l,ll))&&(z[p]=
To)}for(let p in S){let g=S[p];z[p]==null&&g.from!=null&&z[g.from]!=null&&(z[p]=To)}z[D]!=null&&An(!0);let o={};for(let p in z){let g=z[p];if(g!=null){let w=o[p]=
Jn(S[p],eu);if(g.min!=null)De(w,g);else if(p!=D||s==2)if(Ue==0&&w.from==null){let T=w.range(l,null,null,p);w.min=T[0],w.max=T[1]}else w.min=we,w.max=-we}}if(Ue>
0){y.forEach((p,g)=>{if(s==1){let w=p.scale,T=z[w];if(T==null)return;let P=o[w];if(g==0){let C=P.range(l,P.min,P.max,w);P.min=C[0],P.max=C[1],Be=Mt(P.min,t[0]),
Ve=Mt(P.max,t[0]),Ve-Be>1&&(t[0][Be]<P.min&&Be++,t[0][Ve]>P.max&&Ve--),p.min=St[Be],p.max=St[Ve]}else p.show&&p.auto&&ds(P,T,p,t[g],p.sorted);p.idxs[0]=Be,p.idxs[1]=
Ve}else if(g>0&&p.show&&p.auto){let[w,T]=p.facets,P=w.scale,C=T.scale,[O,N]=t[g],q=o[P],Z=o[C];q!=null&&ds(q,z[P],w,O,w.sorted),Z!=null&&ds(Z,z[C],T,N,T.sorted),
p.min=T.min,p.max=T.max}});for(let p in o){let g=o[p],w=z[p];if(g.from==null&&(w==null||w.min==null)){let T=g.range(l,g.min==we?null:g.min,g.max==-we?null:g.max,
p);g.min=T[0],g.max=T[1]}}}for(let p in o){let g=o[p];if(g.from!=null){let w=o[g.from];if(w.min==null)g.min=g.max=null;else{let T=g.range(l,w.min,w.max,p);g.min=
T[0],g.max=T[1]}}}let r={},u=!1;for(let p in o){let g=o[p],w=S[p];if(w.min!=g.min||w.max!=g.max){w.min=g.min,w.max=g.max;let T=w.distr;w._min=T==3?zt(w.min):T==
4?Vs(w.min,w.asinh):T==100?w.fwd(w.min):w.min,w._max=T==3?zt(w.max):T==4?Vs(w.max,w.asinh):T==100?w.fwd(w.max):w.max,r[p]=u=!0}}if(u){y.forEach((p,g)=>{s==2?g>0&&
r.y&&(p._paths=null):r[p.scale]&&(p._paths=null)});for(let p in r)Tn=!0,ze("setScale",p);se&&_.left>=0&&(sn=pt=!0)}for(let p in z)z[p]=null}function da(o){let r=js(
Be-1,0,Ue-1),u=js(Ve+1,0,Ue-1);for(;o[r]==null&&r>0;)r--;for(;o[u]==null&&u<Ue-1;)u++;return[r,u]}function ma(){if(Ue>0){let o=y.some(r=>r._focus)&&nt!=At.alpha;
o&&(m.globalAlpha=nt=At.alpha),y.forEach((r,u)=>{if(u>0&&r.show&&(vo(u,!1),vo(u,!0),r._paths==null)){let p=nt;nt!=r.alpha&&(m.globalAlpha=nt=r.alpha);let g=s==2?
[0,t[u][0].length-1]:da(t[u]);r._paths=r.paths(l,u,g[0],g[1]),nt!=p&&(m.globalAlpha=nt=p)}}),y.forEach((r,u)=>{if(u>0&&r.show){let p=nt;nt!=r.alpha&&(m.globalAlpha=
nt=r.alpha),r._paths!=null&&_o(u,!1);{let g=r._paths!=null?r._paths.gaps:null,w=r.points.show(l,u,Be,Ve,g),T=r.points.filter(l,u,w,g);(w||T)&&(r.points._paths=r.
points.paths(l,u,Be,Ve,T),_o(u,!0))}nt!=p&&(m.globalAlpha=nt=p),ze("drawSeries",u)}}),o&&(m.globalAlpha=nt=1)}}function vo(o,r){let u=r?y[o].points:y[o];u._stroke=
u.stroke(l,o),u._fill=u.fill(l,o)}function _o(o,r){let u=r?y[o].points:y[o],{stroke:p,fill:g,clip:w,flags:T,_stroke:P=u._stroke,_fill:C=u._fill,_width:O=u.width}=u.
_paths;O=ke(O*de,3);let N=null,q=O%2/2;r&&C==null&&(C=O>0?"#fff":P);let Z=u.pxAlign==1&&q>0;if(Z&&m.translate(q,q),!r){let pe=lt-O/2,ue=ht-O/2,le=tt+O,J=xt+O;N=
new Path2D,N.rect(pe,ue,le,J)}r?ms(P,O,u.dash,u.cap,C,p,g,T,w):ga(o,P,O,u.dash,u.cap,C,p,g,T,N,w),Z&&m.translate(-q,-q)}function ga(o,r,u,p,g,w,T,P,C,O,N){let q=!1;
C!=0&&R.forEach((Z,pe)=>{if(Z.series[0]==o){let ue=y[Z.series[1]],le=t[Z.series[1]],J=(ue._paths||wl).band;Qt(J)&&(J=Z.dir==1?J[0]:J[1]);let j,ve=null;ue.show&&
J&&jc(le,Be,Ve)?(ve=Z.fill(l,pe)||w,j=ue._paths.clip):J=null,ms(r,u,p,g,ve,T,P,C,O,N,j,J),q=!0}}),q||ms(r,u,p,g,w,T,P,C,O,N)}let Mo=Zn|Js;function ms(o,r,u,p,g,w,T,P,C,O,N,q){
xo(o,r,u,p,g),(C||O||q)&&(m.save(),C&&m.clip(C),O&&m.clip(O)),q?(P&Mo)==Mo?(m.clip(q),N&&m.clip(N),Ml(g,T),_l(o,w,r)):P&Js?(Ml(g,T),m.clip(q),_l(o,w,r)):P&Zn&&(m.
save(),m.clip(q),N&&m.clip(N),Ml(g,T),m.restore(),_l(o,w,r)):(Ml(g,T),_l(o,w,r)),(C||O||q)&&m.restore()}function _l(o,r,u){u>0&&(r instanceof Map?r.forEach((p,g)=>{
m.strokeStyle=vl=g,m.stroke(p)}):r!=null&&o&&m.stroke(r))}function Ml(o,r){r instanceof Map?r.forEach((u,p)=>{m.fillStyle=$n=p,m.fill(u)}):r!=null&&o&&m.fill(r)}
function ba(o,r,u,p){let g=A[o],w;if(p<=0)w=[0,0];else{let T=g._space=g.space(l,o,r,u,p),P=g._incrs=g.incrs(l,o,r,u,p,T);w=mf(r,u,P,p,T)}return g._found=w}function gs(o,r,u,p,g,w,T,P,C,O){
let N=T%2/2;L==1&&m.translate(N,N),xo(P,T,C,O,P),m.beginPath();let q,Z,pe,ue,le=g+(p==0||p==3?-w:w);u==0?(Z=g,ue=le):(q=g,pe=le);for(let J=0;J<o.length;J++)r[J]!=
null&&(u==0?q=pe=o[J]:Z=ue=o[J],m.moveTo(q,Z),m.lineTo(pe,ue));m.stroke(),L==1&&m.translate(-N,-N)}function wa(o){let r=!0;return A.forEach((u,p)=>{if(!u.show)return;
let g=S[u.scale];if(g.min==null){u._show&&(r=!1,u._show=!1,An(!1));return}else u._show||(r=!1,u._show=!0,An(!1));let w=u.side,T=w%2,{min:P,max:C}=g,[O,N]=ba(p,P,
C,T==0?te:F);if(N==0)return;let q=g.distr==2,Z=u._splits=u.splits(l,p,P,C,O,N,q),pe=g.distr==2?Z.map(j=>St[j]):Z,ue=g.distr==2?St[Z[1]]-St[Z[0]]:O,le=u._values=
u.values(l,u.filter(l,pe,p,N,ue),p,N,ue);u._rotate=w==2?u.rotate(l,le,p,N):0;let J=u._size;u._size=yt(u.size(l,le,p,o)),J!=null&&u._size!=J&&(r=!1)}),r}function ka(o){
let r=!0;return ko.forEach((u,p)=>{let g=u(l,p,rn,o);g!=Gt[p]&&(r=!1),Gt[p]=g}),r}function ya(){for(let o=0;o<A.length;o++){let r=A[o];if(!r.show||!r._show)continue;
let u=r.side,p=u%2,g,w,T=r.stroke(l,o),P=u==0||u==3?-1:1,[C,O]=r._found;if(r.label!=null){let Qe=r.labelGap*P,it=Ne((r._lpos+Qe)*de);So(r.labelFont[0],T,"center",
u==2?"top":Pi),m.save(),p==1?(g=w=0,m.translate(it,Ne(ht+xt/2)),m.rotate((u==3?-Gl:Gl)/2)):(g=Ne(lt+tt/2),w=it);let un=kr(r.label)?r.label(l,o,C,O):r.label;m.fillText(
un,g,w),m.restore()}if(O==0)continue;let N=S[r.scale],q=p==0?tt:xt,Z=p==0?lt:ht,pe=r._splits,ue=N.distr==2?pe.map(Qe=>St[Qe]):pe,le=N.distr==2?St[pe[1]]-St[pe[0]]:
C,J=r.ticks,j=r.border,ve=J.show?J.size:0,$e=Ne(ve*de),He=Ne((r.alignTo==2?r._size-ve-r.gap:r.gap)*de),ge=r._rotate*-Gl/180,Ae=v(r._pos*de),st=($e+He)*P,Ze=Ae+st;
w=p==0?Ze:0,g=p==1?Ze:0;let mt=r.font[0],Tt=r.align==1?Gn:r.align==2?Ns:ge>0?Gn:ge<0?Ns:p==0?"center":u==3?Ns:Gn,Ct=ge||p==1?"middle":u==2?"top":Pi;So(mt,T,Tt,Ct);
let ot=r.font[1]*r.lineGap,gt=pe.map(Qe=>v(a(Qe,N,q,Z))),vt=r._values;for(let Qe=0;Qe<vt.length;Qe++){let it=vt[Qe];if(it!=null){p==0?g=gt[Qe]:w=gt[Qe],it=""+it;
let un=it.indexOf(`
`)==-1?[it]:it.split(/\n/gm);for(let Xe=0;Xe<un.length;Xe++){let Go=un[Xe];ge?(m.save(),m.translate(g,w+Xe*ot),m.rotate(ge),m.fillText(Go,0,0),m.restore()):m.fillText(
Go,g,w+Xe*ot)}}}J.show&&gs(gt,J.filter(l,ue,o,O,le),p,u,Ae,$e,ke(J.width*de,3),J.stroke(l,o),J.dash,J.cap);let Dt=r.grid;Dt.show&&gs(gt,Dt.filter(l,ue,o,O,le),p,
p==0?2:1,p==0?ht:lt,p==0?xt:tt,ke(Dt.width*de,3),Dt.stroke(l,o),Dt.dash,Dt.cap),j.show&&gs([Ae],[1],p==0?1:0,p==0?1:2,p==1?ht:lt,p==1?xt:tt,ke(j.width*de,3),j.stroke(
l,o),j.dash,j.cap)}ze("drawAxes")}function An(o){y.forEach((r,u)=>{u>0&&(r._paths=null,o&&(s==1?(r.min=null,r.max=null):r.facets.forEach(p=>{p.min=null,p.max=null})))})}
let El=!1,bs=!1,sl=[];function xa(){bs=!1;for(let o=0;o<sl.length;o++)ze(...sl[o]);sl.length=0}function Pn(){El||(ru(Eo),El=!0)}function Sa(o,r=!1){El=!0,bs=r,o(
l),Eo(),r&&sl.length>0&&queueMicrotask(xa)}l.batch=Sa;function Eo(){if(ss&&(pa(),ss=!1),Tn&&(ia(),Tn=!1),xl){if(_e(x,Gn,ye),_e(x,"top",Oe),_e(x,dl,te),_e(x,ml,F),
_e(M,Gn,ye),_e(M,"top",Oe),_e(M,dl,te),_e(M,ml,F),_e(b,dl,Bt),_e(b,ml,tn),d.width=Ne(Bt*de),d.height=Ne(tn*de),A.forEach(({_el:o,_show:r,_size:u,_pos:p,side:g})=>{
if(o!=null)if(r){let w=g===3||g===0?u:0,T=g%2==1;_e(o,T?"left":"top",p-w),_e(o,T?"width":"height",u),_e(o,T?"top":"left",T?Oe:ye),_e(o,T?"height":"width",T?F:te),
Gs(o,mn)}else rt(o,mn)}),vl=$n=rs=cs=us=fs=hs=ps=as=null,nt=1,rl(!0),ye!=Sn||Oe!=nn||te!=$t||F!=ln){An(!1);let o=te/$t,r=F/ln;if(se&&!sn&&_.left>=0){_.left*=o,_.
top*=r,Ln&&Ft(Ln,Ne(_.left),0,te,F),Cn&&Ft(Cn,0,Ne(_.top),te,F);for(let u=0;u<dt.length;u++){let p=dt[u];p!=null&&(Mn[u]*=o,En[u]*=r,Ft(p,yt(Mn[u]),yt(En[u]),te,
F))}}if(Te.show&&!Sl&&Te.left>=0&&Te.width>0){Te.left*=o,Te.width*=o,Te.top*=r,Te.height*=r;for(let u in Ts)_e(On,u,Te[u])}Sn=ye,nn=Oe,$t=te,ln=F}ze("setSize"),
xl=!1}Bt>0&&tn>0&&(m.clearRect(0,0,d.width,d.height),ze("drawClear"),W.forEach(o=>o()),ze("draw")),Te.show&&Sl&&($l(Te),Sl=!1),se&&sn&&(cn(null,!0,!1),sn=!1),ee.
show&&ee.live&&pt&&(xs(),pt=!1),f||(f=!0,l.status=1,ze("ready")),ll=!1,El=!1}l.redraw=(o,r)=>{Tn=r||!1,o!==!1?jt(D,$.min,$.max):Pn()};function ws(o,r){let u=S[o];
if(u.from==null){if(Ue==0){let p=u.range(l,r.min,r.max,o);r.min=p[0],r.max=p[1]}if(r.min>r.max){let p=r.min;r.min=r.max,r.max=p}if(Ue>1&&r.min!=null&&r.max!=null&&
r.max-r.min<1e-16)return;o==D&&u.distr==2&&Ue>0&&(r.min=Mt(r.min,t[0]),r.max=Mt(r.max,t[0]),r.min==r.max&&r.max++),z[o]=r,ss=!0,Pn()}}l.setScale=ws;let ks,ys,Ln,
Cn,$o,Ao,Dn,Rn,Po,Lo,Se,Me,Ut=!1,je=_.drag,qe=je.x,We=je.y;se&&(_.x&&(ks=kt(Lc,M)),_.y&&(ys=kt(Cc,M)),$.ori==0?(Ln=ks,Cn=ys):(Ln=ys,Cn=ks),Se=_.left,Me=_.top);let Te=l.
select=De({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),On=Te.show?kt(Pc,Te.over?M:x):null;function $l(o,r){if(Te.show){for(let u in o)Te[u]=o[u],u in
Ts&&_e(On,u,o[u]);r!==!1&&ze("setSelect")}}l.setSelect=$l;function Ta(o){if(y[o].show)K&&Gs(oe[o],mn);else if(K&&rt(oe[o],mn),se){let u=_n?dt[0]:dt[o];u!=null&&
Ft(u,-10,-10,te,F)}}function jt(o,r,u){ws(o,{min:r,max:u})}function Pt(o,r,u,p){r.focus!=null&&$a(o),r.show!=null&&y.forEach((g,w)=>{w>0&&(o==w||o==null)&&(g.show=
r.show,Ta(w),s==2?(jt(g.facets[0].scale,null,null),jt(g.facets[1].scale,null,null)):jt(g.scale,null,null),Pn())}),u!==!1&&ze("setSeries",o,r),p&&al("setSeries",
l,o,r)}l.setSeries=Pt;function va(o,r){De(R[o],r)}function _a(o,r){o.fill=ie(o.fill||null),o.dir=fe(o.dir,-1),r=r??R.length,R.splice(r,0,o)}function Ma(o){o==null?
R.length=0:R.splice(o,1)}l.addBand=_a,l.setBand=va,l.delBand=Ma;function Ea(o,r){y[o].alpha=r,se&&dt[o]!=null&&(dt[o].style.opacity=r),K&&oe[o]&&(oe[o].style.opacity=
r)}let Vt,Yt,an,Nn={focus:!0};function $a(o){if(o!=an){let r=o==null,u=At.alpha!=1;y.forEach((p,g)=>{if(s==1||g>0){let w=r||g==0||g==o;p._focus=r?null:w,u&&Ea(g,
w?1:At.alpha)}}),an=o,u&&Pn()}}K&&vn&&Je(Ri,X,o=>{_._lock||(on(o),an!=null&&Pt(null,Nn,!0,Ce.setSeries))});function Lt(o,r,u){let p=S[r];u&&(o=o/de-(p.ori==1?Oe:
ye));let g=te;p.ori==1&&(g=F,o=g-o),p.dir==-1&&(o=g-o);let w=p._min,T=p._max,P=o/g,C=w+(T-w)*P,O=p.distr;return O==3?Yn(10,C):O==4?Kc(C,p.asinh):O==100?p.bwd(C):
C}function Aa(o,r){let u=Lt(o,D,r);return Mt(u,t[0],Be,Ve)}l.valToIdx=o=>Mt(o,t[0]),l.posToIdx=Aa,l.posToVal=Lt,l.valToPos=(o,r,u)=>S[r].ori==0?i(o,S[r],u?tt:te,
u?lt:0):c(o,S[r],u?xt:F,u?ht:0),l.setCursor=(o,r,u)=>{Se=o.left,Me=o.top,cn(null,r,u)};function Co(o,r){_e(On,Gn,Te.left=o),_e(On,dl,Te.width=r)}function Do(o,r){
_e(On,"top",Te.top=o),_e(On,ml,Te.height=r)}let ol=$.ori==0?Co:Do,il=$.ori==1?Co:Do;function Pa(){if(K&&ee.live)for(let o=s==2?1:0;o<y.length;o++){if(o==0&&ft)continue;
let r=ee.values[o],u=0;for(let p in r)Ge[o][u++].firstChild.nodeValue=r[p]}}function xs(o,r){if(o!=null&&(o.idxs?o.idxs.forEach((u,p)=>{he[p]=u}):Xc(o.idx)||he.
fill(o.idx),ee.idx=he[0]),K&&ee.live){for(let u=0;u<y.length;u++)(u>0||s==1&&!ft)&&La(u,he[u]);Pa()}pt=!1,r!==!1&&ze("setLegend")}l.setLegend=xs;function La(o,r){
let u=y[o],p=o==0&&Y==2?St:t[o],g;ft?g=u.values(l,o,r)??It:(g=u.value(l,r==null?null:p[r],o,r),g=g==null?It:{_:g}),ee.values[o]=g}function cn(o,r,u){Po=Se,Lo=Me,
[Se,Me]=_.move(l,Se,Me),_.left=Se,_.top=Me,se&&(Ln&&Ft(Ln,Ne(Se),0,te,F),Cn&&Ft(Cn,0,Ne(Me),te,F));let p,g=Be>Ve;Vt=we,Yt=null;let w=$.ori==0?te:F,T=$.ori==1?te:
F;if(Se<0||Ue==0||g){p=_.idx=null;for(let P=0;P<y.length;P++){let C=dt[P];C!=null&&Ft(C,-10,-10,te,F)}vn&&Pt(null,Nn,!0,o==null&&Ce.setSeries),ee.live&&(he.fill(
p),pt=!0)}else{let P,C,O;s==1&&(P=$.ori==0?Se:Me,C=Lt(P,D),p=_.idx=Mt(C,t[0],Be,Ve),O=V(t[0][p],$,w,0));let N=-10,q=-10,Z=0,pe=0,ue=!0,le="",J="";for(let j=s==2?
1:0;j<y.length;j++){let ve=y[j],$e=he[j],He=$e==null?null:s==1?t[j][$e]:t[j][1][$e],ge=_.dataIdx(l,j,p,C),Ae=ge==null?null:s==1?t[j][ge]:t[j][1][ge];if(pt=pt||Ae!=
He||ge!=$e,he[j]=ge,j>0&&ve.show){let st=ge==null?-10:ge==p?O:V(s==1?t[0][ge]:t[j][0][ge],$,w,0),Ze=Ae==null?-10:U(Ae,s==1?S[ve.scale]:S[ve.facets[1].scale],T,0);
if(vn&&Ae!=null){let mt=$.ori==1?Se:Me,Tt=Fe(At.dist(l,j,ge,Ze,mt));if(Tt<Vt){let Ct=At.bias;if(Ct!=0){let ot=Lt(mt,ve.scale),gt=Ae>=0?1:-1,vt=ot>=0?1:-1;vt==gt&&
(vt==1?Ct==1?Ae>=ot:Ae<=ot:Ct==1?Ae<=ot:Ae>=ot)&&(Vt=Tt,Yt=j)}else Vt=Tt,Yt=j}}if(pt||_n){let mt,Tt;$.ori==0?(mt=st,Tt=Ze):(mt=Ze,Tt=st);let Ct,ot,gt,vt,Dt,Qe,it=!0,
un=Ke.bbox;if(un!=null){it=!1;let Xe=un(l,j);gt=Xe.left,vt=Xe.top,Ct=Xe.width,ot=Xe.height}else gt=mt,vt=Tt,Ct=ot=Ke.size(l,j);if(Qe=Ke.fill(l,j),Dt=Ke.stroke(l,
j),_n)j==Yt&&Vt<=At.prox&&(N=gt,q=vt,Z=Ct,pe=ot,ue=it,le=Qe,J=Dt);else{let Xe=dt[j];Xe!=null&&(Mn[j]=gt,En[j]=vt,Wi(Xe,Ct,ot,it),Vi(Xe,Qe,Dt),Ft(Xe,yt(gt),yt(vt),
te,F))}}}}if(_n){let j=At.prox,ve=an==null?Vt<=j:Vt>j||Yt!=an;if(pt||ve){let $e=dt[0];$e!=null&&(Mn[0]=N,En[0]=q,Wi($e,Z,pe,ue),Vi($e,le,J),Ft($e,yt(N),yt(q),te,
F))}}}if(Te.show&&Ut)if(o!=null){let[P,C]=Ce.scales,[O,N]=Ce.match,[q,Z]=o.cursor.sync.scales,pe=o.cursor.drag;if(qe=pe._x,We=pe._y,qe||We){let{left:ue,top:le,width:J,
height:j}=o.select,ve=o.scales[q].ori,$e=o.posToVal,He,ge,Ae,st,Ze,mt=P!=null&&O(P,q),Tt=C!=null&&N(C,Z);mt&&qe?(ve==0?(He=ue,ge=J):(He=le,ge=j),Ae=S[P],st=V($e(
He,q),Ae,w,0),Ze=V($e(He+ge,q),Ae,w,0),ol(Et(st,Ze),Fe(Ze-st))):ol(0,w),Tt&&We?(ve==1?(He=ue,ge=J):(He=le,ge=j),Ae=S[C],st=U($e(He,Z),Ae,T,0),Ze=U($e(He+ge,Z),Ae,
T,0),il(Et(st,Ze),Fe(Ze-st))):il(0,T)}else vs()}else{let P=Fe(Po-$o),C=Fe(Lo-Ao);if($.ori==1){let Z=P;P=C,C=Z}qe=je.x&&P>=je.dist,We=je.y&&C>=je.dist;let O=je.uni;
O!=null?qe&&We&&(qe=P>=O,We=C>=O,!qe&&!We&&(C>P?We=!0:qe=!0)):je.x&&je.y&&(qe||We)&&(qe=We=!0);let N,q;qe&&($.ori==0?(N=Dn,q=Se):(N=Rn,q=Me),ol(Et(N,q),Fe(q-N)),
We||il(0,T)),We&&($.ori==1?(N=Dn,q=Se):(N=Rn,q=Me),il(Et(N,q),Fe(q-N)),qe||ol(0,w)),!qe&&!We&&(ol(0,0),il(0,0))}if(je._x=qe,je._y=We,o==null){if(u){if(Io!=null){
let[P,C]=Ce.scales;Ce.values[0]=P!=null?Lt($.ori==0?Se:Me,P):null,Ce.values[1]=C!=null?Lt($.ori==1?Se:Me,C):null}al(Fs,l,Se,Me,te,F,p)}if(vn){let P=u&&Ce.setSeries,
C=At.prox;an==null?Vt<=C&&Pt(Yt,Nn,!0,P):Vt>C?Pt(null,Nn,!0,P):Yt!=an&&Pt(Yt,Nn,!0,P)}}pt&&(ee.idx=p,xs()),r!==!1&&ze("setCursor")}let Kt=null;Object.defineProperty(
l,"rect",{get(){return Kt==null&&rl(!1),Kt}});function rl(o=!1){o?Kt=null:(Kt=M.getBoundingClientRect(),ze("syncRect",Kt))}function Ro(o,r,u,p,g,w,T){_._lock||Ut&&
o!=null&&o.movementX==0&&o.movementY==0||(Ss(o,r,u,p,g,w,T,!1,o!=null),o!=null?cn(null,!0,!0):cn(r,!0,!1))}function Ss(o,r,u,p,g,w,T,P,C){if(Kt==null&&rl(!1),on(
o),o!=null)u=o.clientX-Kt.left,p=o.clientY-Kt.top;else{if(u<0||p<0){Se=-10,Me=-10;return}let[O,N]=Ce.scales,q=r.cursor.sync,[Z,pe]=q.values,[ue,le]=q.scales,[J,
j]=Ce.match,ve=r.axes[0].side%2==1,$e=$.ori==0?te:F,He=$.ori==1?te:F,ge=ve?w:g,Ae=ve?g:w,st=ve?p:u,Ze=ve?u:p;if(ue!=null?u=J(O,ue)?a(Z,S[O],$e,0):-10:u=$e*(st/ge),
le!=null?p=j(N,le)?a(pe,S[N],He,0):-10:p=He*(Ze/Ae),$.ori==1){let mt=u;u=p,p=mt}}C&&(r==null||r.cursor.event.type==Fs)&&((u<=1||u>=te-1)&&(u=pn(u,te)),(p<=1||p>=
F-1)&&(p=pn(p,F))),P?($o=u,Ao=p,[Dn,Rn]=_.move(l,u,p)):(Se=u,Me=p)}let Ts={width:0,height:0,left:0,top:0};function vs(){$l(Ts,!1)}let Oo,No,Fo,Bo;function Vo(o,r,u,p,g,w,T){
Ut=!0,qe=We=je._x=je._y=!1,Ss(o,r,u,p,g,w,T,!0,!1),o!=null&&(Je(Bs,Hs,qo,!1),al(Ci,l,Dn,Rn,te,F,null));let{left:P,top:C,width:O,height:N}=Te;Oo=P,No=C,Fo=O,Bo=N}
function qo(o,r,u,p,g,w,T){Ut=je._x=je._y=!1,Ss(o,r,u,p,g,w,T,!1,!0);let{left:P,top:C,width:O,height:N}=Te,q=O>0||N>0,Z=Oo!=P||No!=C||Fo!=O||Bo!=N;if(q&&Z&&$l(Te),
je.setScale&&q&&Z){let pe=P,ue=O,le=C,J=N;if($.ori==1&&(pe=C,ue=N,le=P,J=O),qe&&jt(D,Lt(pe,D),Lt(pe+ue,D)),We)for(let j in S){let ve=S[j];j!=D&&ve.from==null&&ve.
min!=we&&jt(j,Lt(le+J,j),Lt(le,j))}vs()}else _.lock&&(_._lock=!_._lock,cn(r,!0,o!=null));o!=null&&(xn(Bs,Hs),al(Bs,l,Se,Me,te,F,null))}function Ca(o,r,u,p,g,w,T){
if(_._lock)return;on(o);let P=Ut;if(Ut){let C=!0,O=!0,N=10,q,Z;$.ori==0?(q=qe,Z=We):(q=We,Z=qe),q&&Z&&(C=Se<=N||Se>=te-N,O=Me<=N||Me>=F-N),q&&C&&(Se=Se<Dn?0:te),
Z&&O&&(Me=Me<Rn?0:F),cn(null,!0,!0),Ut=!1}Se=-10,Me=-10,he.fill(null),cn(null,!0,!0),P&&(Ut=P)}function Wo(o,r,u,p,g,w,T){_._lock||(on(o),is(),vs(),o!=null&&al(
Oi,l,Se,Me,te,F,null))}function zo(){A.forEach(gf),os(l.width,l.height,!0)}gn(Ul,jn,zo);let Fn={};Fn.mousedown=Vo,Fn.mousemove=Ro,Fn.mouseup=qo,Fn.dblclick=Wo,Fn.
setSeries=(o,r,u,p)=>{let g=Ce.match[2];u=g(l,r,u),u!=-1&&Pt(u,p,!0,!1)},se&&(Je(Ci,M,Vo),Je(Fs,M,Ro),Je(Di,M,o=>{on(o),rl(!1)}),Je(Ri,M,Ca),Je(Oi,M,Wo),Zs.add(
l),l.syncRect=rl);let Al=l.hooks=e.hooks||{};function ze(o,r,u){bs?sl.push([o,r,u]):o in Al&&Al[o].forEach(p=>{p.call(null,l,r,u)})}(e.plugins||[]).forEach(o=>{
for(let r in o.hooks)Al[r]=(Al[r]||[]).concat(o.hooks[r])});let Ho=(o,r,u)=>u,Ce=De({key:null,setSeries:!1,filters:{pub:Ui,sub:Ui},scales:[D,y[1]?y[1].scale:null],
match:[ji,ji,Ho],values:[null,null]},_.sync);Ce.match.length==2&&Ce.match.push(Ho),_.sync=Ce;let Io=Ce.key,_s=Hr(Io);function al(o,r,u,p,g,w,T){Ce.filters.pub(o,
r,u,p,g,w,T)&&_s.pub(o,r,u,p,g,w,T)}_s.sub(l);function Da(o,r,u,p,g,w,T){Ce.filters.sub(o,r,u,p,g,w,T)&&Fn[o](null,r,u,p,g,w,T)}l.pub=Da;function Ra(){_s.unsub(
l),Zs.delete(l),en.clear(),Us(Ul,jn,zo),h.remove(),X?.remove(),ze("destroy")}l.destroy=Ra;function Ms(){ze("init",e,t),yo(t||e.data,!1),z[D]?ws(D,z[D]):is(),Sl=
Te.show&&(Te.width>0||Te.height>0),sn=pt=!0,os(e.width,e.height)}return y.forEach(wo),A.forEach(ha),n?n instanceof HTMLElement?(n.appendChild(h),Ms()):n(l,Ms):Ms(),
l}Ye.assign=De;Ye.fmtNum=so;Ye.rangeNum=jl;Ye.rangeLog=Jl;Ye.rangeAsinh=no;Ye.orient=wn;Ye.pxRatio=de;Ye.join=iu;Ye.fmtDate=io,Ye.tzDate=bu;Ye.sync=Hr;{Ye.addGap=
Xu,Ye.clipGaps=Xl;let e=Ye.paths={points:Kr};e.linear=Zr,e.stepped=nf,e.bars=lf,e.spline=of}var ta=[{title:"Throughput",unit:"tokens/s",format:fn,series:[["out_rate","output"],["in_rate","prompts"]]},{title:"KV usage",format:qt,range:[0,1],series:[["kv\
_usage","blocks in use"]]},{title:"Requests",format:ce,whole:!0,series:[["running","running"],["waiting","waiting"]]},{title:"Median latency",format:Ee,tick:Nl,
series:[["ttft","TTFT"],["tpot","TPOT"]]}],bf=[void 0,[4,3]];function wf(e,{series:t}){let n=e?.at??[];return[n,...t.map(([l])=>n.map((s,i)=>po(e[l]?.[i])))]}function kf(e,{
series:t,format:n,unit:l}){return t.map(([s,i])=>{let c=po(e?.[s]?.at(-1));return`${i} ${n(c,Rt)}${l&&c!==null?` ${l}`:""}`})}function na({model:e,scope:t,theme:n}){
let l=ta.map(a=>({chart:a,words:a.series.map((f,h)=>k(`span.nbs-line-${h+1}`)),place:k("div.nbs-plot",{role:"img"}),plot:null})),s=k("div.nbs-charts",{},l.map(({
chart:a,words:f,place:h})=>k("figure",{},k("figcaption",{},k("b",{},a.title),k("span.nbs-note",{},f)),h))),i=t.frame(()=>{let a=e.get("time");for(let f of l){let{
clientWidth:h}=f.place;if(!h)continue;let d=wf(a,f.chart);f.plot?f.plot.setData(d):f.plot=new Ye(yf(f.chart,h,n),d,f.place),f.plot.width!==h&&f.plot.setSize({width:h,
height:la})}}),c=zn(t,()=>{let a=e.get("time")??{},f=ta.flatMap(({series:h,format:d})=>h.map(([m,b])=>({name:m,label:b,format:d})));return{caption:"One row a se\
cond, newest first",head:["Time",...f.map(({label:h})=>h)],body:(a.at??[]).map((h,d)=>[Zt(h),...f.map(({name:m,format:b})=>b(po(a[m]?.[d]),"–"))]).reverse().slice(
0,60)}});return t.bind("time",a=>{for(let{chart:f,words:h,place:d}of l){let m=kf(a,f);m.forEach((b,x)=>Q(h[x],b)),d.setAttribute("aria-label",`${f.title} over t\
he last five minutes. Now: ${m.join(", ")}`)}c.refresh(),i()}),n.watch(()=>{for(let a of l)a.plot?.destroy(),a.plot=null;i()}),t.observe(new ResizeObserver(i),s),
t.defer(()=>{for(let{plot:a}of l)a?.destroy()}),Ot("time","Time","One point a second over the last five minutes. Gaps are seconds without traffic. Where request\
s wait, watch KV usage: a full pool is what they wait for.",s,c.element)}var la=132;function yf({series:e,format:t,tick:n=t,range:l,whole:s},i,c){let a={stroke:c.
ink(.65),font:"10px system-ui, sans-serif",grid:{stroke:c.ink(.1),width:1},ticks:{show:!1}},f=h=>h===null?"":n(h);return{width:i,height:la,legend:{live:!0},cursor:{
sync:{key:"nbserve"},y:!1,points:{size:5}},scales:{y:{range:l??((h,d,m)=>[0,(m||1)*1.08])}},axes:[{...a,size:22,space:60,values:(h,d)=>d.map(m=>Zt(m))},{...a,size:52,
space:28,incrs:s?[1,2,5,10,20,50,100,200,500,1e3]:void 0,values:(h,d)=>d.map(f)}],series:[{label:"at",value:(h,d)=>Zt(d)},...e.map(([,h],d)=>({label:h,stroke:c.
named(`--nbs-line-${d+1}`),width:1.5,dash:bf[d],points:{show:!1},value:(m,b)=>t(b,Rt)}))]}}function po(e){return Number.isFinite(e)?e:null}var mo="_view",xf=Object.freeze({selected:null,sort:"submitted",descending:!0}),ls=class{#e;#n;constructor(t,n){this.#e=t,this.#n=n}get(){return{...xf,...this.#e.
get(mo)}}set(t){this.#e.set(mo,{...this.get(),...t})}toggle(t){this.set({selected:this.get().selected===t?null:t})}bind(t){this.#n.on(`change:${mo}`,()=>t(this.
get())),t(this.get())}};var sa={now:ki,blocks:pi,batch:ni,time:na,requests:$i};function Sf({model:e,el:t}){let n=new Dl(e),l=k("div.nbs",{role:"region","aria-label":`Engine ${e.get("no\
w")?.engine??""}`.trim()});t.append(l);let s={model:e,scope:n,root:l,kernel:new Cl(e,n),theme:new Rl(l,n),view:new ls(e,n),slots:Ol.of(e)};n.bind("pool",i=>s.slots.
learn(i?.owners??[])),l.append(gi(s),jo(s),yi(s));for(let i of e.get("panels")??[])i in sa&&l.append(sa[i](s));return n.observe(new ResizeObserver(()=>s.theme.refresh()),
l),()=>{n.close(),l.remove()}}var up={render:Sf};export{up as default};
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
