// Built from nbserve/notebook/js/src/dashboard; edit that, then run "npm run build" there.
var qn="The kernel is busy with a cell; this takes effect when it ends.",Ol=class{#e;#t;#n=new Map;#l=Math.floor(Math.random()*1073741823);constructor(t,n){this.#e=
t,this.#t=n,n.on("msg:custom",l=>this.#s(l)),n.defer(()=>{for(let{timer:l}of this.#n.values())clearTimeout(l);this.#n.clear()})}ask(t,n=()=>{}){let l=this.#l++;
return new Promise(s=>{if(this.#t.closed)return;let i={resolve:s,busy:n,late:!1};i.timer=setTimeout(()=>{i.late=!0,n(!0)},400),this.#n.set(l,i),this.#e.send({...t,
id:l})})}#s(t){let n=this.#n.get(t?.answer);n&&(this.#n.delete(t.answer),clearTimeout(n.timer),n.late&&n.busy(!1),n.resolve(t))}};var Rl=class{#e;#t=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let n=()=>this.#t.delete(n)&&t();return this.#t.add(n),n}on(t,n){return this.#e.on(t,
n),this.defer(()=>this.#e.off(t,n))}bind(t,n){this.on(`change:${t}`,()=>n(this.#e.get(t))),n(this.#e.get(t))}listen(t,n,l,s=!1){return t.addEventListener(n,l,s),
this.defer(()=>t.removeEventListener(n,l,s))}observe(t,n,l){return t.observe(n,l),this.defer(()=>t.disconnect())}frame(t){let n=0;return this.defer(()=>cancelAnimationFrame(
n)),()=>{n||this.closed||(n=requestAnimationFrame(()=>{n=0,t()}))}}debounce(t,n){let l=0,s=()=>clearTimeout(l),i=(...r)=>{s(),this.closed||(l=setTimeout(()=>n(...r),
t))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let t of[...this.#t].reverse())t()}};function Xa(e){let t=(e.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:e.startsWith("color\
(")?t.map(n=>Math.round(n*255)):t}function ec([e,t,n]){return .2126*e+.7152*t+.0722*n>140}var Nl=class{#e;#t;#n=new Set;#l=null;constructor(t,n){this.#e=t,this.#t=
n;let l=()=>this.#s(),s=n.debounce(400,l),i=()=>{l(),s()},r=new MutationObserver(i);for(let c of[document.documentElement,document.body])n.observe(r,c,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});n.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),n.observe(new ResizeObserver(
l),t),this.#s()}watch(t){return this.#n.add(t),this.#t.defer(()=>this.#n.delete(t))}#s(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#l){this.#l=
t,this.rgb=Xa(t),this.dark=ec(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let n of this.#n)n()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t}\
)`}named(t){return getComputedStyle(this.#e).getPropertyValue(t).trim()||this.ink()}};var tc="http://www.w3.org/2000/svg";function k(e,t={},...n){return Xo(l=>document.createElement(l),e,t,n)}function Se(e,t={},...n){return Xo(l=>document.createElementNS(
tc,l),e,t,n)}function Xo(e,t,n,l){let[s,...i]=t.split("."),r=e(s);i.length&&r.setAttribute("class",i.join(" "));for(let[c,p]of Object.entries(n))if(c.startsWith(
"on"))r.addEventListener(c.slice(2),p);else if(c==="dataset")Object.assign(r.dataset,p);else if(c==="style")for(let[u,d]of Object.entries(p))r.style.setProperty(
u,d);else wt(r,c,p);return r.append(...l.flat(1/0).filter(c=>c!=null&&c!==!1)),r}function wt(e,t,n){n==null||n===!1?e.removeAttribute(t):e.getAttribute(t)!==String(
n)&&e.setAttribute(t,n===!0?"":String(n))}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function Fl(e,t){let n=new Set(t);for(let l of[...e.children])n.
has(l)||l.remove();t.forEach((l,s)=>{e.children[s]!==l&&e.insertBefore(l,e.children[s]??null)})}function Bl(e="",t={}){return k("span.nbs-unseen",t,e)}function ti(e,t){let n=e.ownerDocument;t.listen(n.defaultView,"keydown",l=>{e.contains(l.target)&&(l.target.setAttribute("data-lm-suppress-shortcuts","true"),ei(
l)&&e.closest(".lm-Widget")&&!n.body.dispatchEvent(new KeyboardEvent("keydown",l))&&(l.preventDefault(),l.stopImmediatePropagation()))},!0),e.addEventListener("\
keydown",l=>{ei(l)||l.key==="Tab"||(l.stopPropagation(),l.key==="Escape"&&!l.defaultPrevented&&!l.isComposing&&Ds(e))})}function Ds(e){e.parentElement?.closest(
"[tabindex]")?.focus({preventScroll:!0})}function ei({ctrlKey:e,metaKey:t,altKey:n}){return(e||t)&&!n}var nc="a[href], button, input, select, textarea, summary, [tabindex='0']";function ni(e,t){let n=e.ownerDocument,l=null,s=[],i=()=>{if(!l||ql(l)&&n.activeElement===
l||n.activeElement&&![n.body,l].includes(n.activeElement))return;let r=ql(l)?l:s.filter(ql).map(sc).find(Boolean);r?r.focus({preventScroll:!0}):Ds(e)};t.listen(
e,"focusin",({target:r})=>{l=r,s=lc(r,e)}),t.listen(e,"focusout",({relatedTarget:r})=>{r&&(l=null)}),t.listen(n,"pointerdown",()=>l=null,!0),t.observe(new MutationObserver(
i),e,{subtree:!0,childList:!0,attributeFilter:["hidden","disabled"]})}function lc(e,t){let n=[];for(let l=e;l&&l!==t;l=l.parentElement)n.push(l.parentElement);return n}
function sc(e){return[...e.querySelectorAll(nc)].find(ql)}function ql(e){let t=e.closest("details:not([open])"),n=!t||e===t||e===t.firstElementChild;return e.isConnected&&
!e.disabled&&!e.closest("[hidden]")&&n}var li="_views",oi=".jp-OutputArea-output";function ii(e,t,n,l){let s=e.get(li)??new Set;e.set(li,s);let i=[...s],r={root:t,close:l,inOutput:!1,scrolls:new Map,focus:null,blurred:0};s.add(r),n.defer(()=>s.
delete(r)),n.listen(t,"scroll",({target:u})=>r.scrolls.set(u,[u.scrollTop,u.scrollLeft]),!0),n.listen(t,"focusin",({target:u})=>Object.assign(r,{focus:u,blurred:1/0})),
n.listen(t,"focusout",()=>r.blurred=Date.now());let c=0,p=u=>{r.inOutput||=t.closest(oi)!==null;for(let d of i.filter(m=>s.has(m)&&oc(m)))ic(d,t),d.close();u&&(!r.
inOutput||i.some(d=>s.has(d)))&&(c=setTimeout(p,100,u-1))};n.defer(()=>clearTimeout(c)),c=setTimeout(p,0,20)}function oc({root:e,inOutput:t}){return t&&!e.isConnected&&
!e.closest(oi)}function ic(e,t){let n=[...e.root.querySelectorAll("details")].map(p=>p.open),l=[...t.querySelectorAll("details")];l.length===n.length&&l.forEach(
(p,u)=>p.open=n[u]);for(let[p,[u,d]]of e.scrolls){let m=si(p,e.root,t);m&&Object.assign(m,{scrollTop:u,scrollLeft:d})}let{activeElement:s,body:i}=t.ownerDocument,
c=Date.now()-e.blurred<1e3&&(!s||s===i)?si(e.focus,e.root,t):null;c?.focus({preventScroll:!0}),c&&Number.isInteger(e.focus.selectionStart)&&c.setSelectionRange(
e.focus.selectionStart,e.focus.selectionEnd)}function si(e,t,n){let l=[];for(let s=e;s!==t;s=s.parentElement){if(!s?.parentElement)return null;l.unshift([...s.parentElement.
children].indexOf(s))}return l.reduce((s,i)=>s?.children[i],n)??null}function ri(e,t){return k(`div.nbw.${e}`,{role:"region","aria-label":t})}function ai(e,t,n){let l=()=>{n.close(),t.replaceChildren(),t.remove()};return ti(t,n),
ni(t,n),ii(e,t,n,l),l}var rc={stepping:"Step mode: engine.step() computes one step, engine.step_mode(False) goes on.",asleep:"Asleep: its memory is given back. engine.wake() or %nbse\
rve wake resumes.",closed:"This engine is closed. What you see is its last state.",failed:"This engine has failed and serves no more requests. What you see is i\
ts last state."},ac="This is the last state; run the cell again.";function ci({model:e,scope:t,root:n}){let l=k("p.nbs-banner",{role:"status",hidden:!0}),s=!1,i=()=>{
let r=s||n.closest(".jupyter-widgets-disconnected")!==null,{state:c,error:p}=e.get("now")??{},u=r?ac:p??rc[c];n.classList.toggle("nbs-gone",r),l.hidden=!u,ee(l,
u??"")};i(),t.on("change:now",()=>{s=!1,i()}),t.observe(new MutationObserver(i),n.parentElement,{attributes:!0,attributeFilter:["class"]});for(let r of["comm_li\
ve_update","comm:close"])t.on(r,()=>{s=!0,i()});return t.frame(i)(),l}function cc(e){return e instanceof Uint8Array?e:ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):e instanceof ArrayBuffer?new Uint8Array(
e):new Uint8Array(0)}function uc(e,t){let n=cc(t),l=Math.floor(n.byteLength/e.BYTES_PER_ELEMENT);return n.byteOffset%e.BYTES_PER_ELEMENT===0?new e(n.buffer,n.byteOffset,
l):new e(n.slice(0,l*e.BYTES_PER_ELEMENT).buffer)}function Rs(e){let{total:t=0,block_size:n=1,cells:l,owners:s=[]}=e??{};return{total:t,blockSize:n,cells:Os(Uint32Array,
l,t),owners:s}}function Vn(e,t){let n=e&65535,l=e>>>16&255,s=e>>>24&63,i=(e&1073741824)!==0;return{owner:n?n-1:null,tokens:t<=255?l:Math.round(l/255*t),share:Math.
min(1,l/Math.min(255,Math.max(1,t))),refs:s,published:i,state:s?"used":i?"cached":"free"}}function Ns(e){let{first:t=0,columns:n=0,rows:l=0,cells:s,counts:i,table:r=[],
mode:c=null,more:p=0}=e??{},u=l*n;return{first:t,columns:n,rows:l,table:r,mode:c,more:p,cells:Os(Uint32Array,s,u),counts:Os(Uint16Array,i,u)}}var fc=["out","pre\
fill","decode","recompute","waiting","speculated"];function Jt(e){let t=e&1048575,n=fc[e>>>20&15];return{index:t?t-1:null,kind:t?n??"decode":"idle",finished:(e&
16777216)!==0,preempted:(e&33554432)!==0}}function Os(e,t,n){let l=uc(e,t);if(l.length>=n)return l.subarray(0,n);let s=new e(n);return s.set(l),s}var Nt="no traffic",Wn=e=>e!=null&&Number.isFinite(e);function ae(e){return Wn(e)?Math.round(e).toLocaleString("en-US"):"–"}function De(e,t){return`${ae(e)} ${t}${e===
1?"":"s"}`}function pn(e,t=Nt){if(!Wn(e))return t;if(e===0)return"0";let n=e>=99.95?0:e>=9.995?1:2;return e.toLocaleString("en-US",{minimumFractionDigits:n,maximumFractionDigits:n})}
function _t(e,t=Nt){if(!Wn(e))return t;let n=e*100;return n>0&&n<1?"< 1 %":n>99&&n<100?`${(Math.floor(n*10)/10).toFixed(1)} %`:`${Math.round(n)} %`}function Ae(e,t=Nt){
if(!Wn(e))return t;let n=e*1e3;if(n<999.5)return`${n===0?"0":n<9.95?pc(n,n<1?2:1):Math.round(n)} ms`;if(e<99.95)return`${e<9.995?e.toFixed(2):e.toFixed(1)} s`;let l=Math.
round(e),s=Math.floor(l/60);return`${ae(s)} min ${String(l%60).padStart(2,"0")} s`}function Vl(e){return e===0?"0":Ae(e).replace(/\.(\d*?)0+ /,(t,n)=>n?`.${n} `:
" ")}function Zt(e){return Wn(e)?new Date(e*1e3).toLocaleTimeString("en-GB"):"–"}function hn(e,t=0,n=1){return n>1||t>0?`r${e}.${t}`:`r${e}`}function ui(e){return Wn(
e)?e>=.98?"full":e>=.9?"nearly full":null:null}function fi(e){return e.replaceAll(`
`,"⏎").replaceAll("	","⇥").replaceAll("\r","␍")}function pc(e,t){return String(Number(e.toFixed(t)))}function hc(e,t,{total:n,columns:l,page:s=10}){let i=Math.floor(e/l)*l,r={ArrowLeft:e-1,ArrowRight:e+1,ArrowUp:e-l,ArrowDown:e+l,Home:i,End:Math.min(i+l,n)-1,PageUp:Math.
max(e-s*l,e%l),PageDown:e+s*l};if(!(t in r))return null;let c=r[t];return t==="PageDown"&&c>=n?Math.max(e,dc(e%l,n,l)):c<0||c>=n?e:c}function dc(e,t,n){let l=Math.
floor((t-1)/n)*n+e;return l<t?l:l-n}var Hn=class{constructor(t,n,{onMove:l,onSelect:s=()=>{},onEscape:i=()=>{}}){this.index=null,this.byKeyboard=!1,this.ring=k(
"div.nbs-ring",{hidden:!0,"aria-hidden":"true"}),this.#e=n,this.#t=l,t.append(this.ring);let r=c=>{let p=t.getBoundingClientRect();return n.at(c.clientX-p.left,
c.clientY-p.top)};t.addEventListener("pointermove",c=>this.move(r(c))),t.addEventListener("pointerleave",()=>{this.byKeyboard||this.move(null)}),t.addEventListener(
"click",c=>{let p=r(c);p!==null&&s(p)}),t.addEventListener("focus",()=>{this.index===null&&t.matches(":focus-visible")&&n.shape().total&&this.move(this.#n,!0)}),
t.addEventListener("blur",()=>this.move(null)),t.addEventListener("keydown",c=>{if(c.ctrlKey||c.metaKey||c.altKey||!n.shape().total)return;let p=hc(this.index??
this.#n,c.key,n.shape());if(p!==null)this.move(p,!0);else if((c.key==="Enter"||c.key===" ")&&this.index!==null)s(this.index);else if(c.key==="Escape"&&this.index!==
null)this.move(null),i();else return;c.preventDefault()})}#e;#t;#n=0;move(t,n=!1){t===this.index&&n===this.byKeyboard||(this.index=t,this.byKeyboard=n,t!==null&&
(this.#n=t),this.place(),this.#t(t,n))}place(){let{total:t}=this.#e.shape();if(this.#n=Math.min(this.#n,Math.max(0,t-1)),this.index!==null&&this.index>=t){this.
move(null);return}if(this.ring.hidden=this.index===null,this.index===null)return;let{x:n,y:l,width:s,height:i}=this.#e.rect(this.index);Object.assign(this.ring.
style,{transform:`translate(${n-2}px, ${l-2}px)`,width:`${s+4}px`,height:`${i+4}px`})}};function fl(e,t,n){let l=window.devicePixelRatio||1,[s,i]=[Math.round(t*l),Math.round(n*l)],r=e.width!==s||e.height!==i;r&&(e.width=s,e.height=i,e.style.width=`${t}\
px`,e.style.height=`${n}px`);let c=e.getContext("2d");return c?(c.setTransform(l,0,0,l,0,0),{context:c,changed:r}):null}function Fs(e,t,n){let l=document.createElement(
"canvas"),s=fl(l,t,t);n(s.context);let i=e.createPattern(l,"repeat");return i.setTransform(new DOMMatrix().scale(t/l.width)),i}function Wl(e,t,n,l,s,i,r){let c=Math.
max(1.5,Math.min(s,i)*.3),p=Math.max(1,s*.28);e.fillStyle=r,t==="dotted"?e.fillRect(n+(s-c)/2,l+(i-c)/2,c,c):t==="split"&&e.fillRect(n+(s-p)/2,l,p,i)}function Hl(e,t,n,l,s,i,r=4){
e.save(),e.beginPath(),e.rect(t,n,l,s),e.clip(),e.strokeStyle=i,e.lineWidth=1,e.beginPath();for(let c=-s+r/2;c<l;c+=r)e.moveTo(t+c,n+s),e.lineTo(t+c+s,n);e.stroke(),
e.restore()}var pi=Object.freeze(["plain","dotted","split"]),Il=.78,pl=.6;function mc(e,t=0){return(250+(5*e+4*t)%13*360/13)%360}function In(e,t=0){return pi[(Math.floor(e/
13)+t)%pi.length]}function gc(e){return e?[.74,.12]:[.53,.11]}function Mt(e,t,n,l=1){return`oklch(${gc(n).join(" ")} ${mc(e,t).toFixed(1)} / ${l})`}function Qt(e){
return e?"#000":"#fff"}function hi(e,t=0){return{plain:null,dotted:"2 3",split:"8 3"}[In(e,t)]}function di(e,t,n){let[l,s]=[Mt(e,t,n),Qt(n)];return`${{dotted:`l\
inear-gradient(${s}, ${s}) center / 30% 30% no-repeat, `,split:`linear-gradient(${s}, ${s}) center / 28% 100% no-repeat, `}[In(e,t)]??""}${l}`}function Bs({rows:e,columns:t},n){let s=Math.max(4,Math.min(18,(n-28)/Math.max(1,t))),i=e<=12?18:e<=24?13:e<=40?10:8,r=i<13?3:0;return{rows:e,columns:t,gutter:28,
rim:r,pitchX:s,pitchY:i,width:28+t*s,height:e*i+2*r,total:e*t}}function mi({rows:e,columns:t,gutter:n,rim:l,pitchX:s,pitchY:i},r,c){let[p,u]=[Math.floor((r-n)/s),
Math.floor((c-l)/i)];return p<0||p>=t||u<0||u>=e?null:u*t+p}function gi({columns:e,gutter:t,rim:n,pitchX:l,pitchY:s},i){return{x:t+i%e*l,y:n+Math.floor(i/e)*s,width:l,
height:s-2}}var bc={prefill:"prefill",decode:"decode",recompute:"recomputed after a preemption",waiting:"in the batch, not computed in this step",speculated:"de\
code, speculated",out:"out of the batch"};function bi(e,t,n=()=>1){let{columns:l,first:s,table:i}=e,r=`Step ${s+t%l}, slot ${Math.floor(t/l)}`,c=Jt(e.cells[t]);
if(c.index===null)return`${r}: idle slot.`;let[p,u]=i[c.index]??["?",0],d=e.counts[t],m=[hn(p,u,n(p)),bc[c.kind]];return(d>1||d&&c.kind!=="decode")&&m.push(De(d,
"token")),c.preempted&&m.push("preempted before this step"),c.finished&&m.push("finished in this step"),`${r}: ${m.join(", ")}.`}function wi({cells:e}){if(!e.length)
return null;let t=0;for(let n of e)n&1048575||t++;return t/e.length}var wc="10px system-ui, sans-serif";function ki(e,t,n,{theme:l,chosen:s}){let i=fl(e,n.width,
n.height);if(!i)return;let{context:r}=i,{columns:c,pitchX:p,pitchY:u,gutter:d,rim:m}=n,b=p>=7?1:.5,y=u-2;r.clearRect(0,0,n.width,n.height),r.font=wc,r.textBaseline=
"middle";let _=new Map,M=$=>{if(!_.has($)){let[A,S]=t.table[$]??[$,0];_.set($,[Mt(A,S,l.dark),Mt(A,S,l.dark,.25),In(A,S)])}return _.get($)};for(let $=0;$<n.rows;$++){
let A=m+$*u;r.fillStyle=l.ink(Il),r.textAlign="right",(u>=13||$%5===0)&&r.fillText(String($),d-6,A+y/2+.5),r.textAlign="left";for(let S=0;S<c;S++){let v=d+S*p,x=p-
b,q=Jt(t.cells[$*c+S]);if(q.index===null){r.globalAlpha=1,yi(r,v,A,x,y,l.ink(pl));continue}let[R,D,C]=M(q.index);r.globalAlpha=s===null||s===t.table[q.index]?.[0]?
1:.25,kc[q.kind](r,v,A,x,y,R,D,l),q.kind!=="out"&&Wl(r,C,v,A,x,y,Qt(l.dark)),q.finished&&(r.fillStyle=l.ink(),r.fillRect(v+x-2,A,2,y)),q.preempted&&yc(r,v,A,Math.
min(x,y)*.8,l.ink())}if(u>=13)for(let{index:S,x:v,text:x,width:q}of xc(r,t,n,$))r.globalAlpha=s===null||s===t.table[S][0]?1:.25,r.fillStyle=M(S)[0],r.fillRect(v,
A,q,y),r.globalAlpha=1,r.fillStyle=Qt(l.dark),r.fillText(x,v+3,A+y/2+.5);r.globalAlpha=1}}var kc={prefill(e,t,n,l,s,i,r){e.fillStyle=r,e.fillRect(t,n,l,s),Hl(e,
t,n,l,s,i,4)},decode(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n,l,s)},recompute(e,t,n,l,s,i,r,c){e.fillStyle=r,e.fillRect(t,n,l,s),e.strokeStyle=c.ink(.8),e.lineWidth=
1,e.beginPath(),e.moveTo(t+1,n+2),e.lineTo(t+l-1,n+s-2),e.moveTo(t+l-1,n+2),e.lineTo(t+1,n+s-2),e.stroke()},waiting(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n+s/
2-1,l,2)},speculated(e,t,n,l,s,i,r){e.fillStyle=r,e.fillRect(t,n,l,s),e.fillStyle=i,e.fillRect(t,n+s*.6,l,s*.4)},out(e,t,n,l,s,i){yi(e,t,n,l,s,i)}};function yi(e,t,n,l,s,i){
e.strokeStyle=i,e.lineWidth=1,e.strokeRect(Math.round(t)+.5,n+.5,Math.max(1,Math.round(l)-1),s-1)}function yc(e,t,n,l,s){e.fillStyle=s,e.beginPath(),e.moveTo(t,
n),e.lineTo(t+l,n),e.lineTo(t,n+l),e.fill()}function Sc(e,t){let n=[];for(let l=0;l<e.columns;l++){let{index:s}=Jt(e.cells[t*e.columns+l]),i=n.at(-1);i&&i.index===
s&&i.to===l?i.to++:s!==null&&n.push({index:s,from:l,to:l+1})}return n}function xc(e,t,{columns:n,gutter:l,pitchX:s},i){let r=[];for(let{index:c,from:p,to:u}of Sc(
t,i)){if(!t.table[c])continue;let d=M=>Jt(t.cells[i*n+M]).kind,m=p;for(;m<u&&d(m)!=="decode";)m++;let b=m;for(;b<u&&d(b)==="decode";)b++;let y=hn(...t.table[c]),
_=Math.ceil((e.measureText(y).width+6)/s)*s;(b-m)*s>_&&r.push({index:c,text:y,width:_-1,x:l+m*s})}return r}function Ft(e,t,n,...l){return k(`section.nbs-panel.nbs-${e}`,{"aria-label":t},k("header.nbs-head",{},k("h3",{},t),k("details.nbs-what",{},k("summary",{"aria-la\
bel":`What is this? ${t}`},"What is this?"),k("p",{},n))),...l)}function zn(e,t){let n=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Table"}),l=k(
"details.nbs-table",{},k("summary",{},"Show as table"),n),s=0,i=()=>{s=performance.now()+1e3;let{caption:c,head:p,body:u}=t();n.replaceChildren(k("table",{},k("\
caption",{},c),k("thead",{},k("tr",{},p.map(d=>k("th",{scope:"col"},d)))),k("tbody",{},u.map(d=>k("tr",{},d.map(m=>k("td",{},m)))))))},r=e.debounce(1e3,()=>l.open&&
i());return l.addEventListener("toggle",()=>l.open?i():n.replaceChildren()),{element:l,refresh(){l.open&&(performance.now()>=s?i():r())}}}function Si({model:e,scope:t,theme:n,view:l}){let s=Ns(null),i=Bs(s,0),r=0,c=k("canvas",{"aria-hidden":"true"}),p=k("div.nbs-surface",{tabindex:"0",role:"applic\
ation","aria-roledescription":"batch grid","aria-label":"Batch slots by step. Arrow keys move, Enter chooses the request."},c),u=k("div.nbs-window",{},p),d=k("s\
pan.nbs-note"),m=k("div.nbs-info.nbs-none"),b=Bl("",{"aria-live":"polite"}),y=t.debounce(300,v=>ee(b,v)),_=t.frame(()=>{let{selected:v}=l.get(),x=s.table.some(([
q])=>q===v)?v:null;r&&ki(c,s,i,{theme:n,chosen:x})}),M=()=>{let{index:v}=$;return m.classList.toggle("nbs-none",v===null),ee(m,v===null?"Point at a cell, or mov\
e through the grid with the arrow keys.":bi(s,v)),m.textContent},$=new Hn(p,{shape:()=>({total:i.total,columns:i.columns}),at:(v,x)=>mi(i,v,x),rect:v=>gi(i,v)},
{onMove:(v,x)=>{let q=M();v!==null&&x&&y(q)},onSelect:v=>{let{index:x}=Jt(s.cells[v]);x===null?l.set({selected:null}):l.toggle(s.table[x]?.[0]??null)},onEscape:()=>l.
set({selected:null})}),A=zn(t,()=>({caption:"The last steps, newest first",head:["Step","Computed","Idle slots"],body:[...Tc(s)].reverse().slice(0,32)})),S=()=>{
i=Bs(s,r),p.style.width=`${i.width}px`,p.style.height=`${i.height}px`,$.place(),_()};return t.bind("batch",v=>{s=Ns(v);let x=wi(s),q=s.columns?[`steps ${ae(s.first)}\
–${ae(s.first+s.columns-1)}`,`${_t(x)} of the slots idle`,s.mode&&`${s.mode} batching`,s.more&&`${De(s.more,"more slot")} not shown`]:[e.get("now")?.steps?"no\
 step since this dashboard was opened":"no step yet"];ee(d,q.filter(Boolean).join(" · ")),S(),M(),A.refresh()}),l.bind(_),n.watch(_),t.observe(new ResizeObserver(
([{contentRect:v}])=>{v.width!==r&&(r=v.width,S())}),u),Ft("batch","Batch","Each row is a place in the batch, each column one step, the newest at the right. Wit\
h continuous batching a place is taken again as soon as its request has finished; with static batching it stays idle until the whole batch has.",d,u,vc(),m,b,A.
element)}function*Tc(e){for(let t=0;t<e.columns;t++){let n=[],l=0;for(let s=0;s<e.rows;s++){let i=s*e.columns+t,{index:r,kind:c,finished:p}=Jt(e.cells[i]);r===null?
l++:n.push(`${hn(...e.table[r]??[])} ${c} ${e.counts[i]}${p?" (finished)":""}`)}yield[ae(e.first+t),n.join(", "),ae(l)]}}function vc(){let e=(t,n)=>k("span.nbs-\
key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return k("div.nbs-keys",{},e("prefill","prefill"),e("filled","decode"),e("recompute","recomputed"),
e("pending","in the batch, not computed"),e("end","finished"),e("taken","preempted"),e("free","idle slot"))}function xi(e){let t=new Map;for(let n of e)n.blocks.forEach((l,s)=>{let i=t.get(l);i?i.push({owner:n,logical:s}):t.set(l,[{owner:n,logical:s}])});return t}function ct({
label:e,request:t,answer:n}){return e??hn(t,n)}function Ti(e,t){let n=new Map;for(let l of e)l.request===t&&l.blocks.forEach((s,i)=>n.set(s,String(i)));return n.
size?n:null}function vi(e,t,n=()=>1){return e.blocks.map((l,s)=>({logical:s,block:l,filled:Math.max(0,Math.min(t,e.computed-s*t)),size:t,shared:n(l)>1}))}function _i(e,t,n,l){
let s=`Block ${e}`;if(t.state==="free")return`${s}: free.`;if(t.state==="cached")return`${s}: cached. Nobody uses it; its ${De(t.tokens,"token")} can be found a\
gain (prefix cache).`;let i=n.map(({owner:p,logical:u})=>`${ct(p)} (logical block ${u})`),r=i.length>4?[...i.slice(0,3),`${i.length-3} more`]:i,c=t.published?";\
 in the prefix cache":"";return`${s}: ${t.tokens} of ${l} tokens, ${De(t.refs,"reference")}${t.refs>1?" (shared)":""}${c}${r.length?`. ${r.join(", ")}`:""}.`}function Mi(e){
let[t,n,l]=[0,0,0];for(let s of e){let i=s>>>24&63;i?t++:s&1073741824&&l++,i>1&&n++}return{used:t,shared:n,cached:l,free:e.length-t-l}}var Ei=[30,26,22,18,16,14,12,11,10,9,8,7,6,5],_c=240,Mc=.22;function qs(e,t){let n=l=>{let s=Math.max(1,Math.min(e||1,Math.floor(t/l))),i=Math.ceil(e/s);return{
total:e,pitch:l,gap:l>=12?2:1,columns:s,rows:i,height:i*l}};return Ei.map(n).find(({height:l})=>l<=_c)??n(Ei.at(-1))}function Ai({total:e,pitch:t,columns:n},l,s){
let[i,r]=[Math.floor(l/t),Math.floor(s/t)],c=r*n+i;return i<0||i>=n||r<0||c>=e?null:c}function Ul({pitch:e,gap:t,columns:n},l){let s=e-t;return{x:l%n*e,y:Math.floor(
l/n)*e,width:s,height:s}}var zl=class{#e=new Uint32Array(0);#t=[];#n="";#l=[];#s=null;#o=null;paint(t,{cells:n,blockSize:l,owners:s},i,r,c,p=!1){let{pitch:u,columns:d,
total:m}=i,b=Math.floor(r.top/u)*d,y=Math.min(m,Math.ceil((r.top+r.height)/u)*d),_=[u,d,m,r.top,r.height,c.version,c.theme.ink(),devicePixelRatio].join(),M=p||_!==
this.#n;M?this.#i(t,n,i,r,c):this.#r(s),this.#n=_,this.#t=s.map(ct),t.save(),t.translate(0,-r.top);let $=0;for(let A=b;A<y;A++){if(!M&&this.#e[A]===n[A])continue;
$++,this.#e[A]=n[A];let{x:S,y:v,width:x}=Ul(i,A);M||t.clearRect(S,v,u,u);let q=c.chosen?.get(A);t.globalAlpha=c.chosen&&q===void 0?Mc:1;let R=Vn(n[A],l);if(R.state===
"used"){this.#a(t,R,s,S,v,x,c,q);continue}t.fillStyle=R.state==="cached"?this.#o:this.#s;let D=1;if(M){let C=n[A],N=Math.min(y,A-A%d+d);for(;A+1<N&&n[A+1]===C;)
this.#e[++A]=C,D++;$+=D-1}t.fillRect(S,v,D*u,u)}return t.restore(),$}#i(t,n,{pitch:l,gap:s,columns:i},r,{theme:c}){let p=l-s;t.clearRect(0,0,i*l,r.height),this.#e=
new Uint32Array(n.length),this.#l=[];let u=d=>{d.strokeStyle=c.ink(pl),d.lineWidth=1,d.strokeRect(.5,.5,p-1,p-1)};this.#s=Fs(t,l,u),this.#o=Fs(t,l,d=>{Hl(d,0,0,
p,p,c.ink(pl),p<8?3:4),u(d)})}#r(t){let n=new Map(t.map((s,i)=>[ct(s),i+1])),l=[0,...this.#t.map(s=>n.get(s)??0)];t.length===this.#t.length&&l.every((s,i)=>s===
i)||(this.#l=[],this.#e.forEach((s,i)=>this.#e[i]=s&4294901760|l[s&65535]))}#a(t,n,l,s,i,r,c,p){let u=l[n.owner],{full:d,tint:m}=this.#l[n.owner]??=Ec(u,c.theme),
b=Math.max(n.tokens?1:0,Math.round(n.share*r));b<r&&(t.fillStyle=m,t.fillRect(s,i,r,r-b)),t.fillStyle=d,t.fillRect(s,i+r-b,r,b);let y=u?In(u.request,u.answer):"\
plain";if(Wl(t,y,s,i+r-b,r,b,Qt(c.theme.dark)),n.refs>1){let M=Math.max(2,Math.round(r*.36));t.fillStyle=c.theme.ink(),t.beginPath(),t.moveTo(s+r-M,i),t.lineTo(
s+r,i),t.lineTo(s+r,i+M),t.fill()}let _=p??(r>=24&&u?ct(u):"");_&&r>=14&&this.#c(t,_,s+r/2,i+r/2+1,r,c.theme.dark,y!=="plain"||n.share<.7)}#c(t,n,l,s,i,r,c){let[
p,u]=[Qt(!r),Qt(r)];t.font=`${i>=24?10:9}px system-ui, sans-serif`,t.textAlign="center",t.textBaseline="middle",c&&(t.lineWidth=2.5,t.lineJoin="round",t.strokeStyle=
u,t.strokeText(n,l,s,i-2)),t.fillStyle=c?p:u,t.fillText(n,l,s,i-2)}};function Ec({request:e,answer:t},{dark:n}){return{full:Mt(e,t,n),tint:Mt(e,t,n,.25)}}var Un=20,Wt={width:104,height:16},Gl=92,hl=64;function Ac(e){let t=new Map([...e].sort((n,l)=>n.block-l.block).map(({block:n},l)=>[n,l]));return e.map((n,l)=>({
...n,left:l*Un,right:t.get(n.block)*Un}))}function $c(e){return e.length>hl?[...e.slice(0,hl/2),...e.slice(-hl/2)]:e}function Pi(e,t,n,l){return e.map(s=>{let i=vi(
s,t,n),r=Ac($c(i)),c=Mt(s.request,s.answer,l),p=2*Wt.width+Gl,u=Se("svg",{width:p,height:r.length*Un,viewBox:`0 0 ${p} ${r.length*Un}`,role:"img","aria-label":Pc(
s,r)},r.map(d=>Lc(d,c,hi(s.request,s.answer))),r.map(d=>$i(0,d.left,d,c,`${d.logical}`)),r.map(d=>$i(Wt.width+Gl,d.right,d,c,`#${d.block}${d.shared?" shared":""}`)));
return k("figure.nbs-map",{},k("figcaption",{},k("b",{},ct(s)),` ${De(s.computed,"token")} in ${De(i.length,"block")}`),k("div.nbs-columns",{style:{width:`${p}p\
x`},"aria-hidden":"true"},k("span",{},"logical"),k("span",{},"physical")),k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":`Block table of ${ct(s)}`},
u),i.length>hl?k("p.nbs-note",{},`The first and the last ${hl/2} of ${De(i.length,"block")}.`):null)})}function Pc(e,t){let n=t.map(({logical:l,block:s,filled:i,
size:r})=>`${l} to ${s} (${i}/${r})`);return`Block table of ${ct(e)}, logical to physical: ${n.join(", ")}`}function $i(e,t,{filled:n,size:l},s,i){let r=e===0;return Se(
"g",{transform:`translate(${e} ${t+2})`},Se("rect.nbs-slot",{width:Wt.width,height:Wt.height,rx:1}),Se("rect",{width:Wt.width*n/l,height:Wt.height,rx:1,fill:s,"\
fill-opacity":r?.25:.33}),Se("text",{x:6,y:12},i),r?Se("text",{x:Wt.width-6,y:12,"text-anchor":"end"},`${n}/${l}`):null)}function Lc({left:e,right:t},n,l){let[s,
i]=[Wt.width+2,Wt.width+Gl-2],[r,c]=[e+Un/2,t+Un/2],p=Gl*.45;return Se("path",{d:`M${s} ${r}C${s+p} ${r} ${i-p} ${c} ${i} ${c}`,fill:"none",stroke:n,"stroke-wid\
th":1.5,"stroke-dasharray":l})}var Cc=40,Li=420;function Ci({scope:e,theme:t,view:n,kernel:l}){let s=Rs(null),i=qs(0,1),r=null,c={theme:t,chosen:null,version:0},p=0,u=k("canvas",{"aria-hidden":"\
true"}),d=k("div.nbs-surface",{tabindex:"0",role:"application","aria-roledescription":"block grid","aria-label":"Blocks of the KV cache. Arrow keys move, Enter \
chooses the request."}),m=k("div.nbs-window",{},d);d.append(u);let b=k("div.nbs-info"),y=k("div.nbs-tokens"),_=Bl("",{"aria-live":"polite"}),M=k("div.nbs-legend",
{role:"group","aria-label":"Running requests"}),$=k("span.nbs-note"),A=k("div.nbs-side",{hidden:!0}),S=new zl,v=O=>(r??=xi(s.owners)).get(O)??[],x=O=>s.cells[O]>>>
24&63,q=e.frame(()=>{if(!p||!s.total)return;let O=Math.min(i.height,Li),J=fl(u,i.columns*i.pitch,O);if(!J)return;let X=Math.min(m.scrollTop,i.height-O);u.style.
transform=`translateY(${X}px)`,S.paint(J.context,s,i,{top:X,height:O},c,J.changed)}),R=()=>{i=qs(s.total,p),d.style.width=`${i.columns*i.pitch}px`,d.style.height=
`${i.height}px`,j.place(),q()},D=O=>{c={...c,...O,version:c.version+1},q()},C=e.debounce(150,async O=>{let{block:J}=await l.ask({do:"block",number:O});if(J?.number!==
j.index)return;let X=J.text.map(ne=>k("span",{},fi(ne)));y.replaceChildren(...X),j.byKeyboard&&N(`${b.textContent} Text: ${J.text.join("")}`)}),N=e.debounce(350,
O=>ee(_,O)),H=0,P=(O,J)=>{y.replaceChildren(),C.cancel(),K(),O!==null&&(H=s.cells[O],J&&(N(b.textContent),I(O)),Vn(H,s.blockSize).tokens&&C(O))},K=()=>{let O=j.
index;b.classList.toggle("nbs-none",O===null),O===null?ee(b,"Point at a block, or move through the grid with the arrow keys."):ee(b,_i(O,Vn(s.cells[O],s.blockSize),
v(O),s.blockSize))},I=O=>{let{y:J,height:X}=Ul(i,O);J<m.scrollTop?m.scrollTop=J:J+X>m.scrollTop+m.clientHeight&&(m.scrollTop=J+X-m.clientHeight)},j=new Hn(d,{shape:()=>({
total:s.total,columns:i.columns,page:Math.floor(Li/i.pitch)}),at:(O,J)=>Ai(i,O,J),rect:O=>Ul(i,O)},{onMove:P,onSelect:O=>{let J=v(O),{selected:X}=n.get(),ne=J.findIndex(
({owner:xe})=>xe.request===X);n.set({selected:J.length?J[ne+1]?.owner.request??(ne<0?J[0].owner.request:null):null})},onEscape:()=>n.set({selected:null})}),G=new Map,
se=k("span.nbs-note"),F=O=>k("button.nbs-chip",{type:"button",title:O.prompt||null,onclick:()=>n.toggle(O.request)},k("i",{"aria-hidden":"true"}),ct(O)),$e=()=>{
let{selected:O}=n.get(),J=G;G=new Map;for(let xe of s.owners.slice(0,Cc)){let Ce=ct(xe),ge=J.get(Ce)??F(xe);G.set(Ce,ge),wt(ge,"aria-pressed",String(xe.request===
O)),ge.firstChild.style.background=di(xe.request,xe.answer,t.dark)}let X=s.owners.length-G.size,ne=O!==null&&!s.owners.some(xe=>xe.request===O);ee(se,[X>0&&`and\
 ${ae(X)} more`,ne&&`r${O} owns no blocks: it waits, or has ended.`].filter(Boolean).join(" · ")),Fl(M,[...G.values(),se])},ue=null,oe=e.frame(()=>{let{selected:O}=n.
get(),J=s.owners.filter(qe=>qe.request===O),X=JSON.stringify([O,t.dark,J.map(({answer:qe,computed:st,blocks:Je})=>[qe,st,Je,Je.map(x)])]);if(X===ue)return;ue=X,
A.hidden=!J.length;let ne=[...A.querySelectorAll(".nbs-scroll")].map(qe=>qe.scrollTop),xe={type:"button","aria-label":"Close the block table",onclick:()=>n.set(
{selected:null})},Ce=k("header",{},k("h4",{},"Block table"),k("button",xe,"Close")),ge=A.contains(document.activeElement)&&document.activeElement.tagName==="BUT\
TON";A.replaceChildren(Ce,...Pi(J,s.blockSize,x,t.dark)),A.querySelectorAll(".nbs-scroll").forEach((qe,st)=>qe.scrollTop=ne[st]??0),ge&&Ce.querySelector("button").
focus()}),ce=zn(e,()=>({caption:"Running requests and their block tables",head:["Request","Tokens held","Blocks","Block table (logical order)"],body:s.owners.map(
O=>[ct(O),ae(O.computed),ae(O.blocks.length),O.blocks.join(" ")])})),te=()=>{let{selected:O}=n.get(),J=O===null?null:Ti(s.owners,O),X=c.chosen?[...c.chosen].join():
"";(J?[...J].join():"")!==X&&D({chosen:J}),$e(),oe()};e.bind("pool",O=>{let J=s.total;s=Rs(O),r=null,J!==s.total&&R();let{used:X,shared:ne,cached:xe,free:Ce}=Mi(
s.cells);ee($,`${ae(X)} in use (${ae(ne)} shared) · ${ae(xe)} cached · ${ae(Ce)} free · ${s.blockSize} tokens a block`),K(),j.index!==null&&s.cells[j.index]!==
H&&(H=s.cells[j.index],Vn(H,s.blockSize).tokens?C(j.index):y.replaceChildren()),te(),ce.refresh(),q()}),n.bind(te),t.watch(()=>{D({}),$e(),oe()}),m.addEventListener(
"scroll",q),e.observe(new ResizeObserver(([{contentRect:O}])=>{O.width!==p&&(p=O.width,R())}),m);let U=Ft("blocks","Blocks","Each cell is a block: room for the \
keys and values of a few consecutive tokens. A request takes blocks as it grows, anywhere in the pool, and its block table says which; blocks with the same begi\
nning are shared. Choose a request to see its table.",$,k("div.nbs-split",{},k("div.nbs-main",{},m,Dc(),M,b,y,_,ce.element),A));return U.addEventListener("keydo\
wn",O=>{O.key!=="Escape"||O.defaultPrevented||n.get().selected===null||(O.preventDefault(),n.set({selected:null}))}),U}function Dc(){let e=(t,n)=>k("span.nbs-ke\
y",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return k("div.nbs-keys",{},e("filled","in use, full"),e("partly","partly filled"),e("shared","shared"),
e("cached","cached, nobody's"),e("free","free"))}var Di={idle:["○","idle"],running:["●","running"],stepping:["◧","step mode"],asleep:["◐","asleep"],closed:["□","closed"],failed:["✕","failed"],replay:[
"▷","replay"]};function dl(e){return e?.error?"This dashboard has stopped.":e?.state==="asleep"?"The engine is asleep.":e?.state==="closed"?"The engine is clo\
sed.":e?.state==="failed"?"The engine has failed.":e?.state==="replay"?"This is a recording.":null}function Oi({model:e,scope:t,kernel:n}){let l=k("h2"),s=k("sp\
an.nbs-about"),i=k("span",{"aria-hidden":"true"}),r=k("span"),c=k("span.nbs-state",{},i,r),p=k("span.nbs-notice",{role:"status"}),u=C=>ee(p,C),d=t.debounce(4e3,
()=>u("")),m=async(C,N)=>{d.cancel(),u("");let H=await n.ask(C,P=>u(P?qn:""));u(H.ok?N??"":H.error??"That did not work."),H.ok&&d()},b=(C,N,H)=>k("button",{type:"\
button",title:N,onclick:H},C),y=()=>!!e.get("now")?.paused,_=b("Pause admission","New requests wait; those that run go on.",()=>m({do:y()?"resume":"pause"})),M=b(
"Cancel all…","Ends every request, running or waiting; their texts so far stay.",()=>q(!0)),$=b("Clear prefix cache","Forgets cached blocks that no running re\
quest uses.",()=>m({do:"clear_prefix_cache"},"The prefix cache is empty.")),A=k("span"),S=b("Cancel them","",()=>{q(!1),m({do:"cancel_all"})}),v=b("Keep them","",
()=>q(!1)),x=k("span.nbs-confirm",{role:"group","aria-label":"Cancel all requests?",hidden:!0},A,S,v),q=C=>{let{running:N=0,waiting:H=0}=e.get("now")??{};ee(A,`\
Cancel ${De(N+H,"request")}?`),x.hidden=!C,M.hidden=C,(C?v:M).focus()};x.addEventListener("keydown",C=>{C.key==="Escape"&&(C.preventDefault(),q(!1))});let R=[_,
M,$,S].map(C=>[C,C.title]),D=k("div.nbs-buttons",{role:"group","aria-label":"Controls"},_,M,x,$);return Oc()||D.append(b("Refresh","Updates do not come by thems\
elves here.",()=>m({do:"refresh"}))),t.bind("now",C=>{let N=C??{};ee(l,N.engine??"engine"),ee(s,[N.model!==N.engine&&N.model,N.precision].filter(Boolean).join("\
 · "));let[H,P]=Di[N.state]??Di.idle;ee(i,H),ee(r,N.paused&&!dl(N)?`${P}, admission paused`:P),c.dataset.state=N.state??"idle",wt(c,"title",N.at?`as of ${Zt(N.
at)}`:null);let K=dl(N);for(let[I,j]of R)I.disabled=!!K,I.title=K??j;D.hidden=N.state==="replay",ee(_,N.paused?"Resume admission":"Pause admission"),M.disabled||=
!N.running&&!N.waiting}),k("div.nbs-top",{},k("div.nbs-title",{},l,s,c),D,p)}function Oc(){return!globalThis.google?.colab}function Rc(e){let t=[[["Output",Vs(pn(e.out_rate),"tokens/s")],["Prompts",Vs(pn(e.in_rate),"tokens/s")],["Running",ae(e.running??0)],["Waiting",ae(e.waiting??0)],
["Finished",ae(e.finished??0),Bc(e)],["Preemptions",ae(e.preempted??0)],["Steps",ae(e.steps??0)]],[Ri("TTFT",e.ttft),Ri("TPOT",e.tpot),["ITL p99",Ae(e.itl_p99)],
["KV efficiency",_t(e.kv_efficiency)],["Prefix hits",_t(e.prefix_hit_rate)]]];return e.step_error&&t[1].push(Fc(e.step_error)),e.slo&&t[1].push(["SLO met",_t(e.
slo.attainment),qc(e.slo)],["Goodput",Vs(pn(e.slo.goodput),"req/s"),ml(e.throughput)?`of ${pn(e.throughput)} req/s`:""]),t}function Nc(e){let t=e.kv_usage;return{
share:ml(t)?Math.min(1,Math.max(0,t)):0,text:`${_t(t,"–")} · ${ae(e.kv_used??0)} of ${De(e.kv_total??0,"block")}`,word:ui(t)}}function Fi({scope:e}){let t=k(
"div.nbs-bar"),n=k("div.nbs-meter",{role:"meter","aria-label":"KV usage","aria-valuemin":"0","aria-valuemax":"100"},t,Ni(.9),Ni(.98)),l=k("span.nbs-figure"),s=k(
"strong.nbs-word"),i=k("div.nbs-figures"),r=new Map,c="",p=u=>{r.clear();let d=m=>k("dl",{},m.map(([b])=>{let y={value:k("span.nbs-value"),note:k("span.nbs-note")};
return r.set(b,y),k("div",{},k("dt",{},b),k("dd",{},y.value,y.note))}));i.replaceChildren(...u.map(d))};return e.bind("now",u=>{let d=Rc(u??{}),m=d.map(M=>M.map(
([$])=>$).join()).join(";");m!==c&&p(d),c=m;for(let[M,$,A=""]of d.flat()){let S=r.get(M);ee(S.value,$),S.value.classList.toggle("nbs-none",$===Nt),ee(S.note,A)}
let{share:b,text:y,word:_}=Nc(u??{});t.style.setProperty("width",`${b*100}%`),ee(l,y),ee(s,_??""),n.dataset.level=_??"",n.setAttribute("aria-valuenow",String(Math.
round(b*100))),n.setAttribute("aria-valuetext",_?`${y}, ${_}`:y)}),Ft("now","Now","The engine's figures at this moment. TTFT is the time from submitting a reque\
st to its first token, TPOT the time per token after that, ITL the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. K\
V usage is the part of the pool's blocks that running requests own.",k("div.nbs-usage",{},k("span.nbs-label",{},"KV usage"),n,l,s),i)}var ml=e=>e!=null;function Vs(e,t){
return e===Nt?e:`${e} ${t}`}function Ri(e,t){return!t||!ml(t[0])?[e,Nt]:[e,Ae(t[0]),`p95 ${Ae(t[1])} · p99 ${Ae(t[2])}`]}function Fc(e){let t=Object.entries(e),
n=Math.max(...t.map(([,l])=>l));return["Step time",`foreseen ± ${_t(n)}`,t.map(([l,s])=>`${l} ${_t(s)}`).join(" · ")]}function Bc(e){return[e.cancelled&&`${ae(
e.cancelled)} cancelled`,e.failed&&`${ae(e.failed)} failed`].filter(Boolean).join(" · ")}function qc({ttft_ms:e,tpot_ms:t}){return[ml(e)&&`TTFT ≤ ${Ae(e/1e3)}`,
ml(t)&&`TPOT ≤ ${Ae(t/1e3)}`].filter(Boolean).join(" · ")}function Ni(e){return k("i",{style:{left:`${e*100}%`},"aria-hidden":"true"})}var Vc=[.25,.5,1,2,5,10];function Bi({model:e,scope:t,kernel:n}){let l=k("button",{type:"button"}),s=k("input",{type:"range",min:"0",step:"1","aria-label":"Step\
 of the recording"}),i=k("output.nbs-figure"),r=k("select",{"aria-label":"Speed"},Vc.map(y=>k("option",{value:y},`${y}×`))),c=k("span.nbs-notice",{role:"status"}),
p=k("div.nbs-replay",{role:"group","aria-label":"Replay",hidden:!0},l,s,i,r,c),u=async y=>{let _=await n.ask(y,M=>ee(c,M?qn:""));ee(c,_.ok?"":_.error??"That did\
 not work.")},d=y=>u({do:"play",playing:!!e.get("replay")?.playing,speed:Number(r.value),...y});l.addEventListener("click",()=>d({playing:!e.get("replay")?.playing})),
r.addEventListener("change",()=>d({}));let m=!1,b=t.debounce(60,y=>u({do:"seek",position:y}));return s.addEventListener("input",()=>{m=!0,ee(i,Ws(Number(s.value),
Number(s.max)+1)),b(Number(s.value))}),s.addEventListener("change",()=>m=!1),t.bind("replay",y=>{if(p.hidden=!y?.steps,p.hidden)return;s.max=String(Math.max(0,y.
steps-1)),m||(s.value=String(y.position),ee(i,Ws(y.position,y.steps))),s.setAttribute("aria-valuetext",Ws(y.position,y.steps)),ee(l,y.playing?"Pause":"Play");let _=String(
y.speed);[...r.options].some(M=>M.value===_)||r.append(k("option",{value:_},`${_}×`)),document.activeElement!==r&&(r.value=_)}),p}function Ws(e,t){return`step ${ae(
e+1)} of ${ae(t)}`}function jl(e,t){return e.find(([n])=>n===t||n.startsWith(`${t} `))?.[1]??null}var Wc=["finished","cancelled","failed"];function qi({events:e=[],itl:t=[]},n=0){
let l=jl(e,"scheduled"),s=jl(e,"first token"),i=t.map(d=>{if(s===null)return[];let m=s;return[s,...d.map(b=>m+=b)]}),c=Wc.map(d=>jl(e,d)).find(d=>d!==null)??null??
Math.max(n,...e.map(([,d])=>d),...i.map(d=>d.at(-1)??0)),p=[["queued",jl(e,"queued")??0],["prefill",l],["decode",s]].filter(([,d])=>d!==null),u=p.map(([d,m],b)=>({
name:d,from:m,to:p[b+1]?.[1]??Math.max(m,c)}));return{end:c,phases:u,chunks:e.filter(([d])=>d.startsWith("prefill ")||d.startsWith("recompute ")).map(([d,m])=>({
name:d,at:m})),preemptions:e.filter(([d])=>d==="preempted").map(([,d])=>d),answers:i}}function Vi(e,t=6){if(!(e>0))return[0];let n=e/t,l=10**Math.floor(Math.log10(
n)),s=[1,2,5,10].map(i=>i*l).find(i=>i>=n);return Array.from({length:Math.floor(e/s+1e-9)+1},(i,r)=>r*s)}function Hs(e,t){if(!e.length)return null;let n=[...e].
sort((l,s)=>l-s);return n[Math.max(0,Math.ceil(t*n.length)-1)]}var Wi=62,Gn=18;function Ii({model:e,scope:t,theme:n},l){let s=k("h4"),i=k("span.nbs-note"),r=k("div.nbs-timeline"),c=k("p.nbs-note"),p=k("pre"),u=k("div.nbs-te\
xts"),d=k("dl.nbs-params"),m=k("ol.nbs-events"),b=k("article.nbs-detail",{hidden:!0,tabindex:"-1","aria-label":"Request in detail"},k("header",{},s,i,k("button",
{type:"button",onclick:()=>l()},"Close")),r,c,k("h5",{},"Prompt"),p,u,k("h5",{},"Parameters"),d,k("details.nbs-table",{},k("summary",{},"Show events as a list"),
m)),y=[],_=t.frame(()=>{let M=e.get("detail");M?.events&&r.clientWidth&&r.replaceChildren(Uc(qi(M,zc(e,M)),r.clientWidth,$=>Mt(M.id,$,n.dark)))});return t.bind(
"detail",M=>{if(b.hidden=!Number.isInteger(M?.id),b.hidden)return;let{texts:$=[],params:A={},itl:S=[]}=M;ee(s,`Request r${M.id}`),ee(i,[M.state,$.length>1&&De($.
length,"answer")].filter(Boolean).join(" · ")),ee(c,Ic(S.flat())),ee(p,M.prompt??""),y.length!==$.length&&(y=$.map(()=>k("pre")),u.replaceChildren(...y.flatMap(
(v,x)=>[k("h5",{},$.length>1?`Answer ${x}`:"Answer"),v]))),$.forEach((v,x)=>{ee(y[x],v||"No text yet."),y[x].classList.toggle("nbs-none",!v)}),Hi(d,Object.entries(
A),([v,x])=>k("div",{},k("dt",{},v),k("dd",{},Hc(v,x)))),Object.keys(A).length||d.replaceChildren(k("div",{},k("dt",{},"all as by default"))),Hi(m,M.events??[],
([v,x])=>k("li",{},k("span.nbs-figure",{},Ae(x)),` ${v}`)),_()}),t.on("change:requests",_),n.watch(_),t.observe(new ResizeObserver(_),r),b}function Hi(e,t,n){let l=JSON.
stringify(t);e.nbsShown!==l&&(e.nbsShown=l,e.replaceChildren(...t.map(n)))}function Hc(e,t){return typeof t=="string"&&e!=="seed"?JSON.stringify(t):typeof t=="b\
oolean"?t?"True":"False":typeof t=="object"?JSON.stringify(t):String(t)}function Ic(e){return e.length?`ITL: median ${Ae(Hs(e,.5))}, p99 ${Ae(Hs(e,.99))}, longe\
st ${Ae(Math.max(...e))}.`:""}function zc(e,{id:t,state:n}){if(n!=="waiting"&&n!=="running")return 0;let l=e.get("requests")?.rows.find(i=>i.id===t)?.submitted,
s=e.get("now")?.at;return l&&s?Math.max(0,s-l):0}function Uc(e,t,n){let l=e.end||1,s=u=>Wi+u/l*(t-Wi-12),r=(1+e.answers.length)*(Gn+6)+22,c=u=>u*(Gn+6)+1,p=e.phases.
map(({name:u,from:d,to:m})=>`${u} ${Ae(m-d)}`).join(", ");return Se("svg",{width:t,height:r,viewBox:`0 0 ${t} ${r}`,role:"img","aria-label":`Timeline: ${p}${e.preemptions.
length?`, ${De(e.preemptions.length,"preemption")}`:""}`},Vi(l,t>600?8:4).map(u=>Se("g",{},Se("line.nbs-rule",{x1:s(u),x2:s(u),y1:0,y2:r-18}),Se("text",{x:s(u),
y:r-4,"text-anchor":u?u>l*.96?"end":"middle":"start"},Vl(u)))),Se("text",{x:0,y:c(0)+13},"phases"),e.phases.map(({name:u,from:d,to:m})=>{let b=Math.max(1,s(m)-s(
d));return Se(`g.nbs-phase.nbs-${u}`,{style:{"--hue":n(0)}},Se("title",{},`${u}: ${Ae(m-d)}`),Se("rect",{x:s(d),y:c(0),width:b,height:Gn}),b>46?Se("text",{x:s(d)+
5,y:c(0)+13},u):null)}),e.chunks.map(({name:u,at:d})=>Se("line.nbs-chunk",{x1:s(d),x2:s(d),y1:c(0),y2:c(0)+Gn},Se("title",{},`${u} at ${Ae(d)}`))),e.preemptions.
map(u=>Se("g",{},Se("title",{},`preempted at ${Ae(u)}`),Se("path.nbs-preempted",{d:`M${s(u)-5} ${c(0)}h10l-5 8z`}),Se("line.nbs-preempted",{x1:s(u),x2:s(u),y1:c(
0),y2:c(0)+Gn}))),e.answers.map((u,d)=>[Se("text",{x:0,y:c(d+1)+13},e.answers.length>1?`tokens ${d}`:"tokens"),Se("path",{d:Gc(u,s,c(d+1)),stroke:n(d),"stroke-w\
idth":1.25,fill:"none"})]))}function Gc(e,t,n){return[...new Set(e.map(s=>Math.round(t(s)*2)/2))].map(s=>`M${s} ${n+1}v${Gn-2}`).join("")}var gl=[{key:"submitted",title:"Request"},{key:"state",title:"State",text:!0},{key:"prompt",title:"Prompt",text:!0},{key:"prompt_tokens",title:"Prompt tokens",short:"\
In"},{key:"cached_tokens",title:"Tokens taken from the prefix cache",short:"Cached"},{key:"output_tokens",title:"Output tokens",short:"Out"},{key:"queue",title:"\
Time in the queue",short:"Queue"},{key:"ttft",title:"TTFT, submit to first token",short:"TTFT"},{key:"tpot",title:"TPOT, time per output token",short:"TPOT"},{key:"\
e2el",title:"E2EL, submit to last token",short:"E2EL"},{key:"preemptions",title:"Preemptions",short:"Preempt."}];function zi(e,t,n){let l=n?-1:1,s=i=>i==null;return[
...e].sort((i,r)=>{let[c,p]=[i[t],r[t]];if(s(c)||s(p))return s(c)-s(p)||r.id-i.id;let u=typeof c=="string"?c.localeCompare(p):c-p;return l*u||r.id-i.id})}function Ui(e,t){
let n=gl.find(l=>l.key===t)?.text??!1;return{sort:t,descending:e.sort===t?!e.descending:!n}}var jc=new Set(["waiting","running"]);function Yc(e){let t=e.reason&&e.reason!==e.state?` (${e.reason})`:"";return[e.answers>1?`r${e.id} ×${e.answers}`:`r${e.id}`,
`${e.state}${t}`,e.prompt,ae(e.prompt_tokens),ae(e.cached_tokens),ae(e.output_tokens),Ae(e.queue,"–"),Ae(e.ttft,"–"),Ae(e.tpot,"–"),Ae(e.e2el,"–"),ae(e.
preemptions)]}function Gi(e){let{model:t,scope:n,view:l,kernel:s}=e,i=k("span.nbs-note"),r=k("span.nbs-notice",{role:"status"}),c=async D=>{let C=await s.ask(D,
N=>ee(r,N?qn:""));ee(r,C.ok?"":C.error??"That did not work.")},p=gl.map(({key:D,title:C,short:N})=>{let H=k("button",{type:"button",title:C,onclick:()=>l.set(Ui(
l.get(),D))},N??C);return k(`th.nbs-${D}`,{scope:"col"},H)}),u=k("tbody"),d=k("p.nbs-none",{},"No request yet."),m=k("table",{},k("thead",{},k("tr",{},p,k("th",
{scope:"col"},k("span.nbs-unseen",{},"Action")))),u),b=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Table of requests"},m),y=new Map,_=D=>{let C=gl.
map(({key:K,text:I})=>k(`td.nbs-${K}${I?"":".nbs-number"}`)),N=k("button.nbs-link",{type:"button",onclick:K=>A(D,K.detail===0)});C[0].append(N);let H=k("button",
{type:"button","aria-label":`Cancel request ${D}`,onclick:()=>c({do:"cancel",request:D})},"Cancel"),P=k("tr",{},C,k("td",{},H));return P.addEventListener("click",
K=>{!K.target.closest("button")&&!getSelection()?.toString()&&A(D)}),{line:P,cells:C,open:N,cancel:H}},M=()=>t.get("detail")?.id??null,$=null,A=(D,C)=>{let N=M()===
D;$=C&&!N?D:null,c({do:N?"close":"open",request:D}),N||l.set({selected:D})},S=()=>{(y.get(M())?.open??b).focus({preventScroll:!0}),c({do:"close"})},v=()=>{let{rows:D=[],
more:C=0}=t.get("requests")??{},{sort:N,descending:H,selected:P}=l.get(),K=dl(t.get("now"))!==null,I=M();p.forEach((F,$e)=>wt(F,"aria-sort",gl[$e].key===N?H?"de\
scending":"ascending":null));let G=zi(D,N,H).map(F=>{y.has(F.id)||y.set(F.id,_(F.id));let{line:$e,cells:ue,open:oe,cancel:ce}=y.get(F.id);return Yc(F).forEach((te,U)=>ee(
U?ue[U]:oe,te)),wt(oe,"aria-label",`Open request ${oe.textContent}`),wt(oe,"aria-expanded",String(F.id===I)),wt(ue[0],"title",`submitted at ${Zt(F.submitted)}`),
wt(ue[1],"title",F.reason),wt(ue[2],"title",F.prompt),$e.dataset.state=F.state,$e.classList.toggle("nbs-chosen",F.id===I||F.id===P),ce.hidden=!jc.has(F.state)||
K,$e});Fl(u,G);let se=new Set(D.map(({id:F})=>F));for(let F of y.keys())se.has(F)||y.delete(F);d.hidden=D.length>0,m.hidden=D.length===0,ee(i,C?`the newest ${ae(
D.length)}, ${De(C,"older one")} not shown`:D.length?De(D.length,"request"):"")};n.bind("requests",v),n.on("change:detail",v);let x=null;n.on("change:now",()=>{
let D=dl(t.get("now"));D!==x&&v(),x=D}),l.bind(v);let q=Ii(e,S);n.on("change:detail",()=>{$===null||M()!==$||($=null,q.focus())});let R=Ft("requests","Requests",
"Every request, newest first. TTFT includes the time in the queue. Open one to see its texts, and when each of its tokens came.",i,r,d,b,q);return R.addEventListener(
"keydown",D=>{D.key!=="Escape"||M()===null||(D.preventDefault(),S())}),R}var Kc="uplot",Jc="u-hz",Zc="u-vt",Qc="u-title",Xc="u-wrap",eu="u-under",tu="u-over",nu="u-axis",gn="u-off",lu="u-select",su="u-cursor-x",ou="u-cursor-y",iu="u-\
cursor-pt",ru="u-legend",au="u-live",cu="u-inline",uu="u-series",fu="u-marker",ji="u-label",pu="u-value",wl="width",kl="height";var Yi="bottom",jn="left",Is="right",io="#000",Ki=io+"0",zs="mousemove",Ji="mousedown",Us="mouseup",Zi="mouseenter",Qi="mouseleave",Xi="dblclick",hu="resize",du="\
scroll",er="change",Ql="dppxchange",ro="--",el=typeof window<"u",Js=el?document:null,Kn=el?window:null,mu=el?navigator:null,de,Yl;function Zs(){let e=devicePixelRatio;
de!=e&&(de=e,Yl&&Xs(er,Yl,Zs),Yl=matchMedia(`(min-resolution: ${de-.001}dppx) and (max-resolution: ${de+.001}dppx)`),bn(er,Yl,Zs),Kn.dispatchEvent(new CustomEvent(
Ql)))}function ut(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Qs(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Me(e,t,n){
e.style[t]=n+"px"}function Et(e,t,n,l){let s=Js.createElement(e);return t!=null&&ut(s,t),n?.insertBefore(s,l),s}function kt(e,t){return Et("div",e,t)}var tr=new WeakMap;
function Bt(e,t,n,l,s){let i="translate("+t+"px,"+n+"px)",r=tr.get(e);i!=r&&(e.style.transform=i,tr.set(e,i),t<0||n<0||t>l||n>s?ut(e,gn):Qs(e,gn))}var nr=new WeakMap;
function lr(e,t,n){let l=t+n,s=nr.get(e);l!=s&&(nr.set(e,l),e.style.background=t,e.style.borderColor=n)}var sr=new WeakMap;function or(e,t,n,l){let s=t+""+n,i=sr.
get(e);s!=i&&(sr.set(e,s),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-n/2+"px":0)}var ao={passive:!0},gu={...ao,
capture:!0};function bn(e,t,n,l){t.addEventListener(e,n,l?gu:ao)}function Xs(e,t,n,l){t.removeEventListener(e,n,ao)}el&&Zs();function At(e,t,n,l){let s;n=n||0,l=
l||t.length-1;let i=l<=2147483647;for(;l-n>1;)s=i?n+l>>1:ft((n+l)/2),t[s]<e?n=s:l=s;return e-t[n]<=t[l]-e?n:l}function Dr(e){return(n,l,s)=>{let i=-1,r=-1;for(let c=l;c<=
s;c++)if(e(n[c])){i=c;break}for(let c=s;c>=l;c--)if(e(n[c])){r=c;break}return[i,r]}}var Or=e=>e!=null,Rr=e=>e!=null&&e>0,ts=Dr(Or),bu=Dr(Rr);function wu(e,t,n,l=0,s=!1){
let i=s?bu:ts,r=s?Rr:Or;[t,n]=i(e,t,n);let c=e[t],p=e[t];if(t>-1)if(l==1)c=e[t],p=e[n];else if(l==-1)c=e[n],p=e[t];else for(let u=t;u<=n;u++){let d=e[u];r(d)&&(d<
c?c=d:d>p&&(p=d))}return[c??we,p??-we]}function ns(e,t,n,l){let s=ar(e),i=ar(t);e==t&&(s==-1?(e*=n,t/=n):(e/=n,t*=n));let r=n==10?Ht:Nr,c=s==1?ft:yt,p=i==1?yt:ft,
u=c(r(Be(e))),d=p(r(Be(t))),m=Jn(n,u),b=Jn(n,d);return n==10&&(u<0&&(m=ke(m,-u)),d<0&&(b=ke(b,-d))),l||n==2?(e=m*s,t=b*i):(e=Vr(e,m),t=ls(t,b)),[e,t]}function co(e,t,n,l){
let s=ns(e,t,n,l);return e==0&&(s[0]=0),t==0&&(s[1]=0),s}var uo=.1,ir={mode:3,pad:uo},Sl={pad:0,soft:null,mode:0},ku={min:Sl,max:Sl};function Xl(e,t,n,l){return ss(
n)?rr(e,t,n):(Sl.pad=n,Sl.soft=l?0:null,Sl.mode=l?3:0,rr(e,t,ku))}function pe(e,t){return e??t}function yu(e,t,n){for(t=pe(t,0),n=pe(n,e.length-1);t<=n;){if(e[t]!=
null)return!0;t++}return!1}function rr(e,t,n){let l=n.min,s=n.max,i=pe(l.pad,0),r=pe(s.pad,0),c=pe(l.hard,-we),p=pe(s.hard,we),u=pe(l.soft,we),d=pe(s.soft,-we),
m=pe(l.mode,0),b=pe(s.mode,0),y=t-e,_=Ht(y),M=tt(Be(e),Be(t)),$=Ht(M),A=Be($-_);(y<1e-24||A>10)&&(y=0,(e==0||t==0)&&(y=1e-24,m==2&&u!=we&&(i=0),b==2&&d!=-we&&(r=
0)));let S=y||M||1e3,v=Ht(S),x=Jn(10,ft(v)),q=S*(y==0?e==0?.1:1:i),R=ke(Vr(e-q,x/10),24),D=e>=u&&(m==1||m==3&&R<=u||m==2&&R>=u)?u:we,C=tt(c,R<D&&e>=D?D:$t(D,R)),
N=S*(y==0?t==0?.1:1:r),H=ke(ls(t+N,x/10),24),P=t<=d&&(b==1||b==3&&H>=d||b==2&&H<=d)?d:-we,K=$t(p,H>P&&t<=P?P:tt(P,H));return C==K&&C==0&&(K=100),[C,K]}var Su=new Intl.
NumberFormat(el?mu.language:"en-US"),fo=e=>Su.format(e),pt=Math,Zl=pt.PI,Be=pt.abs,ft=pt.floor,Fe=pt.round,yt=pt.ceil,$t=pt.min,tt=pt.max,Jn=pt.pow,ar=pt.sign,Ht=pt.
log10,Nr=pt.log2,xu=(e,t=1)=>pt.sinh(e)*t,Gs=(e,t=1)=>pt.asinh(e/t),we=1/0;function cr(e){return(Ht((e^e>>31)-(e>>31))|0)+1}function eo(e,t,n){return $t(tt(e,t),
n)}function Fr(e){return typeof e=="function"}function re(e){return Fr(e)?e:()=>e}var Tu=()=>{},Br=e=>e,qr=(e,t)=>t,vu=e=>null,ur=e=>!0,fr=(e,t)=>e==t,_u=/\.\d*?(?=9{6,}|0{6,})/gm,
wn=e=>{if(Hr(e)||en.has(e))return e;let t=`${e}`,n=t.match(_u);if(n==null)return e;let l=n[0].length-1;if(t.indexOf("e-")!=-1){let[s,i]=t.split("e");return+`${wn(
s)}e${i}`}return ke(e,l)};function dn(e,t){return wn(ke(wn(e/t))*t)}function ls(e,t){return wn(yt(wn(e/t))*t)}function Vr(e,t){return wn(ft(wn(e/t))*t)}function ke(e,t=0){
if(Hr(e))return e;let n=10**t,l=e*n*(1+Number.EPSILON);return Fe(l)/n}var en=new Map;function Wr(e){return((""+e).split(".")[1]||"").length}function Tl(e,t,n,l){
let s=[],i=l.map(Wr);for(let r=t;r<n;r++){let c=Be(r),p=ke(Jn(e,r),c);for(let u=0;u<l.length;u++){let d=e==10?+`${l[u]}e${r}`:l[u]*p,m=(r>=0?0:c)+(r>=i[u]?0:i[u]),
b=e==10?d:ke(d,m);s.push(b),en.set(b,m)}}return s}var xl={},po=[],Zn=[null,null],Xt=Array.isArray,Hr=Number.isInteger,Mu=e=>e===void 0;function pr(e){return typeof e==
"string"}function ss(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Eu(e){return e!=null&&typeof e=="object"}var Au=Object.getPrototypeOf(
Uint8Array),Ir="__proto__";function Qn(e,t=ss){let n;if(Xt(e)){let l=e.find(s=>s!=null);if(Xt(l)||t(l)){n=Array(e.length);for(let s=0;s<e.length;s++)n[s]=Qn(e[s],
t)}else n=e.slice()}else if(e instanceof Au)n=e.slice();else if(t(e)){n={};for(let l in e)l!=Ir&&(n[l]=Qn(e[l],t))}else n=e;return n}function Re(e){let t=arguments;
for(let n=1;n<t.length;n++){let l=t[n];for(let s in l)s!=Ir&&(ss(e[s])?Re(e[s],Qn(l[s])):e[s]=Qn(l[s]))}return e}var $u=0,Pu=1,Lu=2;function Cu(e,t,n){for(let l=0,
s,i=-1;l<t.length;l++){let r=t[l];if(r>i){for(s=r-1;s>=0&&e[s]==null;)e[s--]=null;for(s=r+1;s<n&&e[s]==null;)e[i=s++]=null}}}function Du(e,t){if(Nu(e)){let r=e[0].
slice();for(let c=1;c<e.length;c++)r.push(...e[c].slice(1));return Fu(r[0])||(r=Ru(r)),r}let n=new Set;for(let r=0;r<e.length;r++){let p=e[r][0],u=p.length;for(let d=0;d<
u;d++)n.add(p[d])}let l=[Array.from(n).sort((r,c)=>r-c)],s=l[0].length,i=new Map;for(let r=0;r<s;r++)i.set(l[0][r],r);for(let r=0;r<e.length;r++){let c=e[r],p=c[0];
for(let u=1;u<c.length;u++){let d=c[u],m=Array(s).fill(void 0),b=t?t[r][u]:Pu,y=[];for(let _=0;_<d.length;_++){let M=d[_],$=i.get(p[_]);M===null?b!=$u&&(m[$]=M,
b==Lu&&y.push($)):m[$]=M}Cu(m,y,s),l.push(m)}}return l}var Ou=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function Ru(e){let t=e[0],n=t.
length,l=Array(n);for(let i=0;i<l.length;i++)l[i]=i;l.sort((i,r)=>t[i]-t[r]);let s=[];for(let i=0;i<e.length;i++){let r=e[i],c=Array(n);for(let p=0;p<n;p++)c[p]=
r[l[p]];s.push(c)}return s}function Nu(e){let t=e[0][0],n=t.length;for(let l=1;l<e.length;l++){let s=e[l][0];if(s.length!=n)return!1;if(s!=t){for(let i=0;i<n;i++)
if(s[i]!=t[i])return!1}}return!0}function Fu(e,t=100){let n=e.length;if(n<=1)return!0;let l=0,s=n-1;for(;l<=s&&e[l]==null;)l++;for(;s>=l&&e[s]==null;)s--;if(s<=
l)return!0;let i=tt(1,ft((s-l+1)/t));for(let r=e[l],c=l+i;c<=s;c+=i){let p=e[c];if(p!=null){if(p<=r)return!1;r=p}}return!0}var zr=["January","February","March",
"April","May","June","July","August","September","October","November","December"],Ur=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Gr(e){
return e.slice(0,3)}var Bu=Ur.map(Gr),qu=zr.map(Gr),Vu={MMMM:zr,MMM:qu,WWWW:Ur,WWW:Bu};function bl(e){return(e<10?"0":"")+e}function Wu(e){return(e<10?"00":e<100?
"0":"")+e}var Hu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>bl(e.getMonth()+
1),M:e=>e.getMonth()+1,DD:e=>bl(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>bl(e.getHours()),H:e=>e.getHours(),
h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>bl(e.
getMinutes()),m:e=>e.getMinutes(),ss:e=>bl(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Wu(e.getMilliseconds())};function ho(e,t){t=t||Vu;let n=[],l=/\{([a-z]+)\}|[^{]+/gi,
s;for(;s=l.exec(e);)n.push(s[0][0]=="{"?Hu[s[1]]:s[0]);return i=>{let r="";for(let c=0;c<n.length;c++)r+=typeof n[c]=="string"?n[c]:n[c](i,t);return r}}var Iu=new Intl.
DateTimeFormat().resolvedOptions().timeZone;function zu(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==Iu?n=e:(n=new Date(
e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var jr=e=>e%1==0,es=[1,2,2.5,5],Uu=Tl(10,-32,0,es),Yr=Tl(10,0,32,es),Gu=Yr.filter(
jr),mn=Uu.concat(Yr),mo=`
`,Kr="{YYYY}",hr=mo+Kr,Jr="{M}/{D}",yl=mo+Jr,Kl=yl+"/{YY}",Zr="{aa}",ju="{h}:{mm}",Yn=ju+Zr,dr=mo+Yn,mr=":{ss}",me=null;function Qr(e){let t=e*1e3,n=t*60,l=n*60,
s=l*24,i=s*30,r=s*365,p=(e==1?Tl(10,0,3,es).filter(jr):Tl(10,-3,0,es)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,l,l*2,l*3,l*4,l*6,l*8,l*12,s,s*2,s*3,s*
4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,i,i*2,i*3,i*4,i*6,r,r*2,r*5,r*10,r*25,r*50,r*100]),u=[[r,Kr,me,me,me,me,me,me,1],[s*28,"{MMM}",hr,me,me,me,me,me,1],[s,Jr,hr,me,
me,me,me,me,1],[l,"{h}"+Zr,Kl,me,yl,me,me,me,1],[n,Yn,Kl,me,yl,me,me,me,1],[t,mr,Kl+" "+Yn,me,yl+" "+Yn,me,dr,me,1],[e,mr+".{fff}",Kl+" "+Yn,me,yl+" "+Yn,me,dr,
me,1]];function d(m){return(b,y,_,M,$,A)=>{let S=[],v=$>=r,x=$>=i&&$<r,q=m(_),R=ke(q*e,3),D=js(q.getFullYear(),v?0:q.getMonth(),x||v?1:q.getDate()),C=ke(D*e,3);
if(x||v){let N=x?$/i:0,H=v?$/r:0,P=R==C?R:ke(js(D.getFullYear()+H,D.getMonth()+N,1)*e,3),K=new Date(Fe(P/e)),I=K.getFullYear(),j=K.getMonth();for(let G=0;P<=M;G++){
let se=js(I+H*G,j+N*G,1),F=se-m(ke(se*e,3));P=ke((+se+F)*e,3),P<=M&&S.push(P)}}else{let N=$>=s?s:$,H=ft(_)-ft(R),P=C+H+ls(R-C,N);S.push(P);let K=m(P),I=K.getHours()+
K.getMinutes()/n+K.getSeconds()/l,j=$/l,G=b.axes[y]._space,se=A/G;for(;P=ke(P+$,e==1?0:3),!(P>M);)if(j>1){let F=ft(ke(I+j,6))%24,oe=m(P).getHours()-F;oe>1&&(oe=
-1),P-=oe*l,I=(I+j)%24;let ce=S[S.length-1];ke((P-ce)/$,3)*se>=.7&&S.push(P)}else S.push(P)}return S}}return[p,u,d]}var[Yu,Ku,Ju]=Qr(1),[Zu,Qu,Xu]=Qr(.001);Tl(2,
-53,53,[1]);function gr(e,t){return e.map(n=>n.map((l,s)=>s==0||s==8||l==null?l:t(s==1||n[8]==0?l:n[1]+l)))}function br(e,t){return(n,l,s,i,r)=>{let c=t.find(_=>r>=
_[0])||t[t.length-1],p,u,d,m,b,y;return l.map(_=>{let M=e(_),$=M.getFullYear(),A=M.getMonth(),S=M.getDate(),v=M.getHours(),x=M.getMinutes(),q=M.getSeconds(),R=$!=
p&&c[2]||A!=u&&c[3]||S!=d&&c[4]||v!=m&&c[5]||x!=b&&c[6]||q!=y&&c[7]||c[1];return p=$,u=A,d=S,m=v,b=x,y=q,R(M)})}}function ef(e,t){let n=ho(t);return(l,s,i,r,c)=>s.
map(p=>n(e(p)))}function js(e,t,n){return new Date(e,t,n)}function wr(e,t){return t(e)}var tf="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function kr(e,t){return(n,l,s,i)=>i==
null?ro:t(e(l))}function nf(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function lf(e,t){return e.series[t].fill(
e,t)}var sf={show:!0,live:!0,isolate:!1,mount:Tu,markers:{show:!0,width:2,stroke:nf,fill:lf,dash:"solid"},idx:null,idxs:null,values:[]};function of(e,t){let n=e.
cursor.points,l=kt(),s=n.size(e,t);Me(l,wl,s),Me(l,kl,s);let i=s/-2;Me(l,"marginLeft",i),Me(l,"marginTop",i);let r=n.width(e,t,s);return r&&Me(l,"borderWidth",r),
l}function rf(e,t){let n=e.series[t].points;return n._fill||n._stroke}function af(e,t){let n=e.series[t].points;return n._stroke||n._fill}function cf(e,t){return e.
series[t].points.size}var Ys=[0,0];function uf(e,t,n){return Ys[0]=t,Ys[1]=n,Ys}function Jl(e,t,n,l=!0){return s=>{s.button==0&&(!l||s.target==t)&&n(s)}}function Ks(e,t,n,l=!0){
return s=>{(!l||s.target==t)&&n(s)}}var ff={show:!0,x:!0,y:!0,lock:!1,move:uf,points:{one:!1,show:of,size:cf,width:0,stroke:af,fill:rf},bind:{mousedown:Jl,mouseup:Jl,
click:Jl,dblclick:Jl,mousemove:Ks,mouseleave:Ks,mouseenter:Ks},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},
_x:!1,_y:!1},focus:{dist:(e,t,n,l,s)=>l-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Xr={
show:!0,stroke:"rgba(0,0,0,0.07)",width:2},go=Re({},Xr,{filter:qr}),ea=Re({},go,{size:10}),ta=Re({},Xr,{show:!1}),bo='12px system-ui, -apple-system, "Segoe UI",\
 Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',na="bold "+bo,la=1.5,yr={
show:!0,scale:"x",stroke:io,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:na,side:2,grid:go,ticks:ea,border:ta,font:bo,lineGap:la,rotate:0},
pf="Value",hf="Time",Sr={show:!0,scale:"x",auto:!1,sorted:1,min:we,max:-we,idxs:[]};function df(e,t,n,l,s){return t.map(i=>i==null?"":fo(i))}function mf(e,t,n,l,s,i,r){
let c=[],p=en.get(s)||0;n=r?n:ke(ls(n,s),p);for(let u=n;u<=l;u=ke(u+s,p))c.push(Object.is(u,-0)?0:u);return c}function to(e,t,n,l,s,i,r){let c=[],p=e.scales[e.axes[t].
scale].log,u=p==10?Ht:Nr,d=ft(u(n));s=Jn(p,d),p==10&&(s=mn[At(s,mn)]);let m=n,b=s*p;p==10&&(b=mn[At(b,mn)]);do c.push(m),m=m+s,p==10&&!en.has(m)&&(m=ke(m,en.get(
s))),m>=b&&(s=m,b=s*p,p==10&&(b=mn[At(b,mn)]));while(m<=l);return c}function gf(e,t,n,l,s,i,r){let p=e.scales[e.axes[t].scale].asinh,u=l>p?to(e,t,tt(p,n),l,s):[
p],d=l>=0&&n<=0?[0]:[];return(n<-p?to(e,t,tt(p,-l),-n,s):[p]).reverse().map(b=>-b).concat(d,u)}var sa=/./,bf=/[12357]/,wf=/[125]/,xr=/1/,no=(e,t,n,l)=>e.map((s,i)=>t==
4&&s==0||i%l==0&&n.test(s.toExponential()[s<0?1:0])?s:null);function kf(e,t,n,l,s){let i=e.axes[n],r=i.scale,c=e.scales[r],p=e.valToPos,u=i._space,d=p(10,r),m=p(
9,r)-d>=u?sa:p(7,r)-d>=u?bf:p(5,r)-d>=u?wf:xr;if(m==xr){let b=Be(p(1,r)-d);if(b<u)return no(t.slice().reverse(),c.distr,m,yt(u/b)).reverse()}return no(t,c.distr,
m,1)}function yf(e,t,n,l,s){let i=e.axes[n],r=i.scale,c=i._space,p=e.valToPos,u=Be(p(1,r)-p(2,r));return u<c?no(t.slice().reverse(),3,sa,yt(c/u)).reverse():t}function Sf(e,t,n,l){
return l==null?ro:t==null?"":fo(t)}var Tr={show:!0,scale:"y",stroke:io,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:na,side:3,grid:go,ticks:ea,
border:ta,font:bo,lineGap:la,rotate:0};function xf(e,t){let n=3+(e||1)*2;return ke(n*t,3)}function Tf(e,t){let{scale:n,idxs:l}=e.series[0],s=e._data[0],i=e.valToPos(
s[l[0]],n,!0),r=e.valToPos(s[l[1]],n,!0),c=Be(r-i),p=e.series[t],u=c/(p.points.space*de);return l[1]-l[0]<=u}var vr={scale:null,auto:!0,sorted:0,min:we,max:-we},
oa=(e,t,n,l,s)=>s,_r={show:!0,auto:!0,sorted:0,gaps:oa,alpha:1,facets:[Re({},vr,{scale:"x"}),Re({},vr,{scale:"y"})]},Mr={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,
gaps:oa,alpha:1,points:{show:Tf,filter:null},values:null,min:we,max:-we,idxs:[],path:null,clip:null};function vf(e,t,n,l,s){return n/10}var ia={time:!0,auto:!0,
distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},_f=Re({},ia,{time:!1,ori:1}),Er={};function ra(e,t){let n=Er[e];return n||(n={key:e,plots:[],sub(l){n.plots.
push(l)},unsub(l){n.plots=n.plots.filter(s=>s!=l)},pub(l,s,i,r,c,p,u){for(let d=0;d<n.plots.length;d++)n.plots[d]!=s&&n.plots[d].pub(l,s,i,r,c,p,u)}},e!=null&&(Er[e]=
n)),n}var Xn=1,lo=2;function kn(e,t,n){let l=e.mode,s=e.series[t],i=l==2?e._data[t]:e._data,r=e.scales,c=e.bbox,p=i[0],u=l==2?i[1]:i[t],d=l==2?r[s.facets[0].scale]:
r[e.series[0].scale],m=l==2?r[s.facets[1].scale]:r[s.scale],b=c.left,y=c.top,_=c.width,M=c.height,$=e.valToPosH,A=e.valToPosV;return d.ori==0?n(s,p,u,d,m,$,A,b,
y,_,M,is,tl,as,ca,fa):n(s,p,u,d,m,A,$,y,b,M,_,rs,nl,yo,ua,pa)}function wo(e,t){let n=0,l=0,s=pe(e.bands,po);for(let i=0;i<s.length;i++){let r=s[i];r.series[0]==
t?n=r.dir:r.series[1]==t&&(r.dir==1?l|=1:l|=2)}return[n,l==1?-1:l==2?1:l==3?2:0]}function Mf(e,t,n,l,s){let i=e.mode,r=e.series[t],c=i==2?r.facets[1].scale:r.scale,
p=e.scales[c];return s==-1?p.min:s==1?p.max:p.distr==3?p.dir==1?p.min:p.max:0}function It(e,t,n,l,s,i){return kn(e,t,(r,c,p,u,d,m,b,y,_,M,$)=>{let A=r.pxRound,S=u.
dir*(u.ori==0?1:-1),v=u.ori==0?tl:nl,x,q;S==1?(x=n,q=l):(x=l,q=n);let R=A(m(c[x],u,M,y)),D=A(b(p[x],d,$,_)),C=A(m(c[q],u,M,y)),N=A(b(i==1?d.max:d.min,d,$,_)),H=new Path2D(
s);return v(H,C,N),v(H,R,N),v(H,R,D),H})}function os(e,t,n,l,s,i){let r=null;if(e.length>0){r=new Path2D;let c=t==0?as:yo,p=n;for(let m=0;m<e.length;m++){let b=e[m];
if(b[1]>b[0]){let y=b[0]-p;y>0&&c(r,p,l,y,l+i),p=b[1]}}let u=n+s-p,d=10;u>0&&c(r,p,l-d/2,u,l+i+d)}return r}function Ef(e,t,n){let l=e[e.length-1];l&&l[0]==t?l[1]=
n:e.push([t,n])}function ko(e,t,n,l,s,i,r){let c=[],p=e.length;for(let u=s==1?n:l;u>=n&&u<=l;u+=s)if(t[u]===null){let m=u,b=u;if(s==1)for(;++u<=l&&t[u]===null;)
b=u;else for(;--u>=n&&t[u]===null;)b=u;let y=i(e[m]),_=b==m?y:i(e[b]),M=m-s;y=r<=0&&M>=0&&M<p?i(e[M]):y;let A=b+s;_=r>=0&&A>=0&&A<p?i(e[A]):_,_>=y&&c.push([y,_])}
return c}function Ar(e){return e==0?Br:e==1?Fe:t=>dn(t,e)}function aa(e){let t=e==0?is:rs,n=e==0?(s,i,r,c,p,u)=>{s.arcTo(i,r,c,p,u)}:(s,i,r,c,p,u)=>{s.arcTo(r,i,
p,c,u)},l=e==0?(s,i,r,c,p)=>{s.rect(i,r,c,p)}:(s,i,r,c,p)=>{s.rect(r,i,p,c)};return(s,i,r,c,p,u=0,d=0)=>{u==0&&d==0?l(s,i,r,c,p):(u=$t(u,c/2,p/2),d=$t(d,c/2,p/2),
t(s,i+u,r),n(s,i+c,r,i+c,r+p,u),n(s,i+c,r+p,i,r+p,d),n(s,i,r+p,i,r,d),n(s,i,r,i+c,r,u),s.closePath())}}var is=(e,t,n)=>{e.moveTo(t,n)},rs=(e,t,n)=>{e.moveTo(n,t)},
tl=(e,t,n)=>{e.lineTo(t,n)},nl=(e,t,n)=>{e.lineTo(n,t)},as=aa(0),yo=aa(1),ca=(e,t,n,l,s,i)=>{e.arc(t,n,l,s,i)},ua=(e,t,n,l,s,i)=>{e.arc(n,t,l,s,i)},fa=(e,t,n,l,s,i,r)=>{
e.bezierCurveTo(t,n,l,s,i,r)},pa=(e,t,n,l,s,i,r)=>{e.bezierCurveTo(n,t,s,l,r,i)};function ha(e){return(t,n,l,s,i)=>kn(t,n,(r,c,p,u,d,m,b,y,_,M,$)=>{let{pxRound:A,
points:S}=r,v,x;u.ori==0?(v=is,x=ca):(v=rs,x=ua);let q=ke(S.width*de,3),R=(S.size-S.width)/2*de,D=ke(R*2,3),C=new Path2D,N=new Path2D,{left:H,top:P,width:K,height:I}=t.
bbox;as(N,H-D,P-D,K+D*2,I+D*2);let j=G=>{if(p[G]!=null){let se=A(m(c[G],u,M,y)),F=A(b(p[G],d,$,_));v(C,se+R,F),x(C,se,F,R,0,Zl*2)}};if(i)i.forEach(j);else for(let G=l;G<=
s;G++)j(G);return{stroke:q>0?C:null,fill:C,clip:N,flags:Xn|lo}})}function da(e){return(t,n,l,s,i,r)=>{l!=s&&(i!=l&&r!=l&&e(t,n,l),i!=s&&r!=s&&e(t,n,s),e(t,n,r))}}
var Af=da(tl),$f=da(nl);function ma(e){let t=pe(e?.alignGaps,0);return(n,l,s,i)=>kn(n,l,(r,c,p,u,d,m,b,y,_,M,$)=>{[s,i]=ts(p,s,i);let A=r.pxRound,S=I=>A(m(I,u,M,
y)),v=I=>A(b(I,d,$,_)),x,q;u.ori==0?(x=tl,q=Af):(x=nl,q=$f);let R=u.dir*(u.ori==0?1:-1),D={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Xn},C=D.
stroke,N=!1;if(i-s>=M*4){let I=U=>n.posToVal(U,u.key,!0),j=null,G=null,se,F,$e,ue=S(c[R==1?s:i]),oe=S(c[s]),ce=S(c[i]),te=I(R==1?oe+1:ce-1);for(let U=R==1?s:i;U>=
s&&U<=i;U+=R){let O=c[U],X=(R==1?O<te:O>te)?ue:S(O),ne=p[U];X==ue?ne!=null?(F=ne,j==null?(x(C,X,v(F)),se=j=G=F):F<j?j=F:F>G&&(G=F)):ne===null&&(N=!0):(j!=null&&
q(C,ue,v(j),v(G),v(se),v(F)),ne!=null?(F=ne,x(C,X,v(F)),j=G=se=F):(j=G=null,ne===null&&(N=!0)),ue=X,te=I(ue+R))}j!=null&&j!=G&&$e!=ue&&q(C,ue,v(j),v(G),v(se),v(
F))}else for(let I=R==1?s:i;I>=s&&I<=i;I+=R){let j=p[I];j===null?N=!0:j!=null&&x(C,S(c[I]),v(j))}let[P,K]=wo(n,l);if(r.fill!=null||P!=0){let I=D.fill=new Path2D(
C),j=r.fillTo(n,l,r.min,r.max,P),G=v(j),se=S(c[s]),F=S(c[i]);R==-1&&([F,se]=[se,F]),x(I,F,G),x(I,se,G)}if(!r.spanGaps){let I=[];N&&I.push(...ko(c,p,s,i,R,S,t)),
D.gaps=I=r.gaps(n,l,s,i,I),D.clip=os(I,u.ori,y,_,M,$)}return K!=0&&(D.band=K==2?[It(n,l,s,i,C,-1),It(n,l,s,i,C,1)]:It(n,l,s,i,C,K)),D})}function Pf(e){let t=pe(
e.align,1),n=pe(e.ascDesc,!1),l=pe(e.alignGaps,0),s=pe(e.extend,!1);return(i,r,c,p)=>kn(i,r,(u,d,m,b,y,_,M,$,A,S,v)=>{[c,p]=ts(m,c,p);let x=u.pxRound,{left:q,width:R}=i.
bbox,D=oe=>x(_(oe,b,S,$)),C=oe=>x(M(oe,y,v,A)),N=b.ori==0?tl:nl,H={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Xn},P=H.stroke,K=b.dir*(b.ori==
0?1:-1),I=C(m[K==1?c:p]),j=D(d[K==1?c:p]),G=j,se=j;s&&t==-1&&(se=q,N(P,se,I)),N(P,j,I);for(let oe=K==1?c:p;oe>=c&&oe<=p;oe+=K){let ce=m[oe];if(ce==null)continue;
let te=D(d[oe]),U=C(ce);t==1?N(P,te,I):N(P,G,U),N(P,te,U),I=U,G=te}let F=G;s&&t==1&&(F=q+R,N(P,F,I));let[$e,ue]=wo(i,r);if(u.fill!=null||$e!=0){let oe=H.fill=new Path2D(
P),ce=u.fillTo(i,r,u.min,u.max,$e),te=C(ce);N(oe,F,te),N(oe,se,te)}if(!u.spanGaps){let oe=[];oe.push(...ko(d,m,c,p,K,D,l));let ce=u.width*de/2,te=n||t==1?ce:-ce,
U=n||t==-1?-ce:ce;oe.forEach(O=>{O[0]+=te,O[1]+=U}),H.gaps=oe=u.gaps(i,r,c,p,oe),H.clip=os(oe,b.ori,$,A,S,v)}return ue!=0&&(H.band=ue==2?[It(i,r,c,p,P,-1),It(i,
r,c,p,P,1)]:It(i,r,c,p,P,ue)),H})}function $r(e,t,n,l,s,i,r=we){if(e.length>1){let c=null;for(let p=0,u=1/0;p<e.length;p++)if(t[p]!==void 0){if(c!=null){let d=Be(
e[p]-e[c]);d<u&&(u=d,r=Be(n(e[p],l,s,i)-n(e[c],l,s,i)))}c=p}}return r}function Lf(e){e=e||xl;let t=pe(e.size,[.6,we,1]),n=e.align||0,l=e.gap||0,s=e.radius;s=s==
null?[0,0]:typeof s=="number"?[s,0]:s;let i=re(s),r=1-t[0],c=pe(t[1],we),p=pe(t[2],1),u=pe(e.disp,xl),d=pe(e.each,y=>{}),{fill:m,stroke:b}=u;return(y,_,M,$)=>kn(
y,_,(A,S,v,x,q,R,D,C,N,H,P)=>{let K=A.pxRound,I=n,j=l*de,G=c*de,se=p*de,F,$e;x.ori==0?[F,$e]=i(y,_):[$e,F]=i(y,_);let ue=x.dir*(x.ori==0?1:-1),oe=x.ori==0?as:yo,
ce=x.ori==0?d:(W,ye,Ne,Tn,ln,Pt,sn)=>{d(W,ye,Ne,ln,Tn,sn,Pt)},te=pe(y.bands,po).find(W=>W.series[0]==_),U=te!=null?te.dir:0,O=A.fillTo(y,_,A.min,A.max,U),J=K(D(
O,q,P,N)),X,ne,xe,Ce=H,ge=K(A.width*de),qe=!1,st=null,Je=null,zt=null,yn=null;m!=null&&(ge==0||b!=null)&&(qe=!0,st=m.values(y,_,M,$),Je=new Map,new Set(st).forEach(
W=>{W!=null&&Je.set(W,new Path2D)}),ge>0&&(zt=b.values(y,_,M,$),yn=new Map,new Set(zt).forEach(W=>{W!=null&&yn.set(W,new Path2D)})));let{x0:Sn,size:ll}=u;if(Sn!=
null&&ll!=null){I=1,S=Sn.values(y,_,M,$),Sn.unit==2&&(S=S.map(Ne=>y.posToVal(C+Ne*H,x.key,!0)));let W=ll.values(y,_,M,$);ll.unit==2?ne=W[0]*H:ne=R(W[0],x,H,C)-R(
0,x,H,C),Ce=$r(S,v,R,x,H,C,Ce),xe=Ce-ne+j}else Ce=$r(S,v,R,x,H,C,Ce),xe=Ce*r+j,ne=Ce-xe;xe<1&&(xe=0),ge>=ne/2&&(ge=0),xe<5&&(K=Br);let vl=xe>0,tn=Ce-xe-(vl?ge:0);
ne=K(eo(tn,se,G)),X=(I==0?ne/2:I==ue?0:ne)-I*ue*((I==0?j/2:0)+(vl?ge/2:0));let Ze={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},xn=qe?null:new Path2D,
qt=null;if(te!=null)qt=y.data[te.series[1]];else{let{y0:W,y1:ye}=u;W!=null&&ye!=null&&(v=ye.values(y,_,M,$),qt=W.values(y,_,M,$))}let nn=F*ne,le=$e*ne;for(let W=ue==
1?M:$;W>=M&&W<=$;W+=ue){let ye=v[W];if(ye==null)continue;if(qt!=null){let nt=qt[W]??0;if(ye-nt==0)continue;J=D(nt,q,P,N)}let Ne=x.distr!=2||u!=null?S[W]:W,Tn=R(
Ne,x,H,C),ln=D(pe(ye,O),q,P,N),Pt=K(Tn-X),sn=K(tt(ln,J)),ot=K($t(ln,J)),ht=sn-ot;if(ye!=null){let nt=ye<0?le:nn,St=ye<0?nn:le;qe?(ge>0&&zt[W]!=null&&oe(yn.get(zt[W]),
Pt,ot+ft(ge/2),ne,tt(0,ht-ge),nt,St),st[W]!=null&&oe(Je.get(st[W]),Pt,ot+ft(ge/2),ne,tt(0,ht-ge),nt,St)):oe(xn,Pt,ot+ft(ge/2),ne,tt(0,ht-ge),nt,St),ce(y,_,W,Pt-
ge/2,ot,ne+ge,ht)}}return ge>0?Ze.stroke=qe?yn:xn:qe||(Ze._fill=A.width==0?A._fill:A._stroke??A._fill,Ze.width=0),Ze.fill=qe?Je:xn,Ze})}function Cf(e,t){let n=pe(
t?.alignGaps,0);return(l,s,i,r)=>kn(l,s,(c,p,u,d,m,b,y,_,M,$,A)=>{[i,r]=ts(u,i,r);let S=c.pxRound,v=F=>S(b(F,d,$,_)),x=F=>S(y(F,m,A,M)),q,R,D;d.ori==0?(q=is,D=tl,
R=fa):(q=rs,D=nl,R=pa);let C=d.dir*(d.ori==0?1:-1),N=v(p[C==1?i:r]),H=N,P=[],K=[];for(let F=C==1?i:r;F>=i&&F<=r;F+=C)if(u[F]!=null){let ue=p[F],oe=v(ue);P.push(
H=oe),K.push(x(u[F]))}let I={stroke:e(P,K,q,D,R,S),fill:null,clip:null,band:null,gaps:null,flags:Xn},j=I.stroke,[G,se]=wo(l,s);if(c.fill!=null||G!=0){let F=I.fill=
new Path2D(j),$e=c.fillTo(l,s,c.min,c.max,G),ue=x($e);D(F,H,ue),D(F,N,ue)}if(!c.spanGaps){let F=[];F.push(...ko(p,u,i,r,C,v,n)),I.gaps=F=c.gaps(l,s,i,r,F),I.clip=
os(F,d.ori,_,M,$,A)}return se!=0&&(I.band=se==2?[It(l,s,i,r,j,-1),It(l,s,i,r,j,1)]:It(l,s,i,r,j,se)),I})}function Df(e){return Cf(Of,e)}function Of(e,t,n,l,s,i){
let r=e.length;if(r<2)return null;let c=new Path2D;if(n(c,e[0],t[0]),r==2)l(c,e[1],t[1]);else{let p=Array(r),u=Array(r-1),d=Array(r-1),m=Array(r-1);for(let b=0;b<
r-1;b++)d[b]=t[b+1]-t[b],m[b]=e[b+1]-e[b],u[b]=d[b]/m[b];p[0]=u[0];for(let b=1;b<r-1;b++)u[b]===0||u[b-1]===0||u[b-1]>0!=u[b]>0?p[b]=0:(p[b]=3*(m[b-1]+m[b])/((2*
m[b]+m[b-1])/u[b-1]+(m[b]+2*m[b-1])/u[b]),isFinite(p[b])||(p[b]=0));p[r-1]=u[r-2];for(let b=0;b<r-1;b++)s(c,e[b]+m[b]/3,t[b]+p[b]*m[b]/3,e[b+1]-m[b]/3,t[b+1]-p[b+
1]*m[b]/3,e[b+1],t[b+1])}return c}var so=new Set;function Pr(){for(let e of so)e.syncRect(!0)}el&&(bn(hu,Kn,Pr),bn(du,Kn,Pr,!0),bn(Ql,Kn,()=>{Ye.pxRatio=de}));var Rf=ma(),
Nf=ha();function Lr(e,t,n,l){return(l?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((i,r)=>oo(i,r,t,n))}function Ff(e,t){return e.map((n,l)=>l==
0?{}:Re({},t,n))}function oo(e,t,n,l){return Re({},t==0?n:l,e)}function ga(e,t,n){return t==null?Zn:[t,n]}var Bf=ga;function qf(e,t,n){return t==null?Zn:Xl(t,n,
uo,!0)}function ba(e,t,n,l){return t==null?Zn:ns(t,n,e.scales[l].log,!1)}var Vf=ba;function wa(e,t,n,l){return t==null?Zn:co(t,n,e.scales[l].log,!1)}var Wf=wa;function Hf(e,t,n,l,s){
let i=tt(cr(e),cr(t)),r=t-e,c=At(s/l*r,n);do{let p=n[c],u=l*p/r;if(u>=s&&i+(p<5?en.get(p):0)<=17)return[p,u]}while(++c<n.length);return[0,0]}function Cr(e){let t,
n;return e=e.replace(/(\d+)px/,(l,s)=>(t=Fe((n=+s)*de))+"px"),[e,t,n]}function If(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=ke(t[2]*de,1);t[0]=t[0].replace(
/[0-9.]+px/,n+"px"),t[1]=n})}function Ye(e,t,n){let l={mode:pe(e.mode,1)},s=l.mode;function i(o,a,f,h){let g=a.valToPct(o);return h+f*(a.dir==-1?1-g:g)}function r(o,a,f,h){
let g=a.valToPct(o);return h+f*(a.dir==-1?g:1-g)}function c(o,a,f,h){return a.ori==0?i(o,a,f,h):r(o,a,f,h)}l.valToPosH=i,l.valToPosV=r;let p=!1;l.status=0;let u=l.
root=kt(Kc);if(e.id!=null&&(u.id=e.id),ut(u,e.class),e.title){let o=kt(Qc,u);o.textContent=e.title}let d=Et("canvas"),m=l.ctx=d.getContext("2d"),b=kt(Xc,u);bn("\
click",b,o=>{o.target===_&&(Te!=On||Ee!=Rn)&&je.click(l,o)},!0);let y=l.under=kt(eu,b);b.appendChild(d);let _=l.over=kt(tu,b);e=Qn(e);let M=+pe(e.pxAlign,1),$=Ar(
M);(e.plugins||[]).forEach(o=>{o.opts&&(e=o.opts(l,e)||e)});let A=e.ms||.001,S=l.series=s==1?Lr(e.series||[],Sr,Mr,!1):Ff(e.series||[null],_r),v=l.axes=Lr(e.axes||
[],yr,Tr,!0),x=l.scales={},q=l.bands=e.bands||[];q.forEach(o=>{o.fill=re(o.fill||null),o.dir=pe(o.dir,-1)});let R=s==2?S[1].facets[0].scale:S[0].scale,D={axes:Ba,
series:Da},C=(e.drawOrder||["axes","series"]).map(o=>D[o]);function N(o){let a=o.distr==3?f=>Ht(f>0?f:o.clamp(l,f,o.min,o.max,o.key)):o.distr==4?f=>Gs(f,o.asinh):
o.distr==100?f=>o.fwd(f):f=>f;return f=>{let h=a(f),{_min:g,_max:w}=o,T=w-g;return(h-g)/T}}function H(o){let a=x[o];if(a==null){let f=(e.scales||xl)[o]||xl;if(f.
from!=null){H(f.from);let h=Re({},x[f.from],f,{key:o});h.valToPct=N(h),x[o]=h}else{a=x[o]=Re({},o==R?ia:_f,f),a.key=o;let h=a.time,g=a.range,w=Xt(g);if((o!=R||s==
2&&!h)&&(w&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?ir:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?ir:{mode:1,hard:g[1],soft:g[1]}},w=!1),!w&&ss(g))){let T=g;
g=(E,L,B)=>L==null?Zn:Xl(L,B,T)}a.range=re(g||(h?Bf:o==R?a.distr==3?Vf:a.distr==4?Wf:ga:a.distr==3?ba:a.distr==4?wa:qf)),a.auto=re(w?!1:a.auto),a.clamp=re(a.clamp||
vf),a._min=a._max=null,a.valToPct=N(a)}}}H("x"),H("y"),s==1&&S.forEach(o=>{H(o.scale)}),v.forEach(o=>{H(o.scale)});for(let o in e.scales)H(o);let P=x[R],K=P.distr,
I,j;P.ori==0?(ut(u,Jc),I=i,j=r):(ut(u,Zc),I=r,j=i);let G={};for(let o in x){let a=x[o];(a.min!=null||a.max!=null)&&(G[o]={min:a.min,max:a.max},a.min=a.max=null)}
let se=e.tzDate||(o=>new Date(Fe(o/A))),F=e.fmtDate||ho,$e=A==1?Ju(se):Xu(se),ue=br(se,gr(A==1?Ku:Qu,F)),oe=kr(se,wr(tf,F)),ce=[],te=l.legend=Re({},sf,e.legend),
U=l.cursor=Re({},ff,{drag:{y:s==2}},e.cursor),O=te.show,J=U.show,X=te.markers;te.idxs=ce,X.width=re(X.width),X.dash=re(X.dash),X.stroke=re(X.stroke),X.fill=re(X.
fill);let ne,xe,Ce,ge=[],qe=[],st,Je=!1,zt={};if(te.live){let o=S[1]?S[1].values:null;Je=o!=null,st=Je?o(l,1,0):{_:0};for(let a in st)zt[a]=ro}if(O)if(ne=Et("ta\
ble",ru,u),Ce=Et("tbody",null,ne),te.mount(l,ne),Je){xe=Et("thead",null,ne,Ce);let o=Et("tr",null,xe);Et("th",null,o);for(var yn in st)Et("th",ji,o).textContent=
yn}else ut(ne,cu),te.live&&ut(ne,au);let Sn={show:!0},ll={show:!1};function vl(o,a){if(a==0&&(Je||!te.live||s==2))return Zn;let f=[],h=Et("tr",uu,Ce,Ce.childNodes[a]);
ut(h,o.class),o.show||ut(h,gn);let g=Et("th",null,h);if(X.show){let E=kt(fu,g);if(a>0){let L=X.width(l,a);L&&(E.style.border=L+"px "+X.dash(l,a)+" "+X.stroke(l,
a)),E.style.background=X.fill(l,a)}}let w=kt(ji,g);o.label instanceof HTMLElement?w.appendChild(o.label):w.textContent=o.label,a>0&&(X.show||(w.style.color=o.width>
0?X.stroke(l,a):X.fill(l,a)),Ze("click",g,E=>{if(U._lock)return;rn(E);let L=S.indexOf(o);if((E.ctrlKey||E.metaKey)!=te.isolate){let B=S.some((V,z)=>z>0&&z!=L&&V.
show);S.forEach((V,z)=>{z>0&&Ct(z,B?z==L?Sn:ll:Sn,!0,Oe.setSeries)})}else Ct(L,{show:!o.show},!0,Oe.setSeries)},!1),_n&&Ze(Zi,g,E=>{U._lock||(rn(E),Ct(S.indexOf(
o),Fn,!0,Oe.setSeries))},!1));for(var T in st){let E=Et("td",pu,h);E.textContent="--",f.push(E)}return[h,f]}let tn=new Map;function Ze(o,a,f,h=!0){let g=tn.get(
a)||{},w=U.bind[o](l,a,f,h);w&&(bn(o,a,g[o]=w),tn.set(a,g))}function xn(o,a,f){let h=tn.get(a)||{};for(let g in h)(o==null||g==o)&&(Xs(g,a,h[g]),delete h[g]);o==
null&&tn.delete(a)}let qt=0,nn=0,le=0,W=0,ye=0,Ne=0,Tn=ye,ln=Ne,Pt=le,sn=W,ot=0,ht=0,nt=0,St=0;l.bbox={};let us=!1,_l=!1,vn=!1,on=!1,Ml=!1,dt=!1;function fs(o,a,f){
(f||o!=l.width||a!=l.height)&&To(o,a),Pn(!1),vn=!0,_l=!0,Ln()}function To(o,a){l.width=qt=le=o,l.height=nn=W=a,ye=Ne=0,Ma(),Ea();let f=l.bbox;ot=f.left=dn(ye*de,
.5),ht=f.top=dn(Ne*de,.5),nt=f.width=dn(le*de,.5),St=f.height=dn(W*de,.5)}let Ta=3;function va(){let o=!1,a=0;for(;!o;){a++;let f=Na(a),h=Fa(a);o=a==Ta||f&&h,o||
(To(l.width,l.height),_l=!0)}}function _a({width:o,height:a}){fs(o,a)}l.setSize=_a;function Ma(){let o=!1,a=!1,f=!1,h=!1;v.forEach((g,w)=>{if(g.show&&g._show){let{
side:T,_size:E}=g,L=T%2,B=g.label!=null?g.labelSize:0,V=E+B;V>0&&(L?(le-=V,T==3?(ye+=V,h=!0):f=!0):(W-=V,T==0?(Ne+=V,o=!0):a=!0))}}),an[0]=o,an[1]=f,an[2]=a,an[3]=
h,le-=Ut[1]+Ut[3],ye+=Ut[3],W-=Ut[2]+Ut[0],Ne+=Ut[0]}function Ea(){let o=ye+le,a=Ne+W,f=ye,h=Ne;function g(w,T){switch(w){case 1:return o+=T,o-T;case 2:return a+=
T,a-T;case 3:return f-=T,f+T;case 0:return h-=T,h+T}}v.forEach((w,T)=>{if(w.show&&w._show){let E=w.side;w._pos=g(E,w._size),w.label!=null&&(w._lpos=g(E,w.labelSize))}})}
if(U.dataIdx==null){let o=U.hover,a=o.skip=new Set(o.skip??[]);a.add(void 0);let f=o.prox=re(o.prox),h=o.bias??=0;U.dataIdx=(g,w,T,E)=>{if(w==0)return T;let L=T,
B=f(g,w,T,E)??we,V=B>=0&&B<we,z=P.ori==0?le:W,Q=U.left,he=t[0],fe=t[w];if(a.has(fe[T])){L=null;let ie=null,Z=null,Y;if(h==0||h==-1)for(Y=T;ie==null&&Y-- >0;)a.has(
fe[Y])||(ie=Y);if(h==0||h==1)for(Y=T;Z==null&&Y++<fe.length;)a.has(fe[Y])||(Z=Y);if(ie!=null||Z!=null)if(V){let _e=ie==null?-1/0:I(he[ie],P,z,0),Pe=Z==null?1/0:
I(he[Z],P,z,0),Ue=Q-_e,be=Pe-Q;Ue<=be?Ue<=B&&(L=ie):be<=B&&(L=Z)}else L=Z==null?ie:ie==null?Z:T-ie<=Z-T?ie:Z}else V&&Be(Q-I(he[T],P,z,0))>B&&(L=null);return L}}
let rn=o=>{U.event=o};U.idxs=ce,U._lock=!1;let Ke=U.points;Ke.show=re(Ke.show),Ke.size=re(Ke.size),Ke.stroke=re(Ke.stroke),Ke.width=re(Ke.width),Ke.fill=re(Ke.fill);
let Lt=l.focus=Re({},e.focus||{alpha:.3},U.focus),_n=Lt.prox>=0,Mn=_n&&Ke.one,mt=[],En=[],An=[];function vo(o,a){let f=Ke.show(l,a);if(f instanceof HTMLElement)
return ut(f,iu),ut(f,o.class),Bt(f,-10,-10,le,W),_.insertBefore(f,mt[a]),f}function _o(o,a){if(s==1||a>0){let f=s==1&&x[o.scale].time,h=o.value;o.value=f?pr(h)?
kr(se,wr(h,F)):h||oe:h||Sf,o.label=o.label||(f?hf:pf)}if(Mn||a>0){o.width=o.width==null?1:o.width,o.paths=o.paths||Rf||vu,o.fillTo=re(o.fillTo||Mf),o.pxAlign=+pe(
o.pxAlign,M),o.pxRound=Ar(o.pxAlign),o.stroke=re(o.stroke||null),o.fill=re(o.fill||null),o._stroke=o._fill=o._paths=o._focus=null;let f=xf(tt(1,o.width),1),h=o.
points=Re({},{size:f,width:tt(1,f*.2),stroke:o.stroke,space:f*2,paths:Nf,_stroke:null,_fill:null},o.points);h.show=re(h.show),h.filter=re(h.filter),h.fill=re(h.
fill),h.stroke=re(h.stroke),h.paths=re(h.paths),h.pxAlign=o.pxAlign}if(O){let f=vl(o,a);ge.splice(a,0,f[0]),qe.splice(a,0,f[1]),te.values.push(null)}if(J){ce.splice(
a,0,null);let f=null;Mn?a==0&&(f=vo(o,a)):a>0&&(f=vo(o,a)),mt.splice(a,0,f),En.splice(a,0,0),An.splice(a,0,0)}ze("addSeries",a)}function Aa(o,a){a=a??S.length,o=
s==1?oo(o,a,Sr,Mr):oo(o,a,{},_r),S.splice(a,0,o),_o(S[a],a)}l.addSeries=Aa;function $a(o){if(S.splice(o,1),O){te.values.splice(o,1),qe.splice(o,1);let a=ge.splice(
o,1)[0];xn(null,a.firstChild),a.remove()}J&&(ce.splice(o,1),mt.splice(o,1)[0].remove(),En.splice(o,1),An.splice(o,1)),ze("delSeries",o)}l.delSeries=$a;let an=[!1,
!1,!1,!1];function Pa(o,a){if(o._show=o.show,o.show){let f=o.side%2,h=x[o.scale];h==null&&(o.scale=f?S[1].scale:R,h=x[o.scale]);let g=h.time;o.size=re(o.size),o.
space=re(o.space),o.rotate=re(o.rotate),Xt(o.incrs)&&o.incrs.forEach(T=>{!en.has(T)&&en.set(T,Wr(T))}),o.incrs=re(o.incrs||(h.distr==2?Gu:g?A==1?Yu:Zu:mn)),o.splits=
re(o.splits||(g&&h.distr==1?$e:h.distr==3?to:h.distr==4?gf:mf)),o.stroke=re(o.stroke),o.grid.stroke=re(o.grid.stroke),o.ticks.stroke=re(o.ticks.stroke),o.border.
stroke=re(o.border.stroke);let w=o.values;o.values=Xt(w)&&!Xt(w[0])?re(w):g?Xt(w)?br(se,gr(w,F)):pr(w)?ef(se,w):w||ue:w||df,o.filter=re(o.filter||(h.distr>=3&&h.
log==10?kf:h.distr==3&&h.log==2?yf:qr)),o.font=Cr(o.font),o.labelFont=Cr(o.labelFont),o._size=o.size(l,null,a,0),o._space=o._rotate=o._incrs=o._found=o._splits=
o._values=null,o._size>0&&(an[a]=!0,o._el=kt(nu,b))}}function sl(o,a,f,h){let[g,w,T,E]=f,L=a%2,B=0;return L==0&&(E||w)&&(B=a==0&&!g||a==2&&!T?Fe(yr.size/3):0),L==
1&&(g||T)&&(B=a==1&&!w||a==3&&!E?Fe(Tr.size/2):0),B}let Mo=l.padding=(e.padding||[sl,sl,sl,sl]).map(o=>re(pe(o,sl))),Ut=l._padding=Mo.map((o,a)=>o(l,a,an,0)),Ge,
Ve=null,We=null,El=s==1?S[0].idxs:null,xt=null,ol=!1;function Eo(o,a){if(t=o??[],l.data=l._data=t,s==2){Ge=0;for(let f=1;f<S.length;f++)Ge+=t[f][0].length}else{
t.length==0&&(l.data=l._data=t=[[]]),xt=t[0],Ge=xt.length;let f=t;if(K==2){f=t.slice();let h=f[0]=Array(Ge);for(let g=0;g<Ge;g++)h[g]=g}l._data=t=f}if(Pn(!0),ze(
"setData"),K==2&&(vn=!0),a!==!1){let f=P;f.auto(l,ol)?ps():jt(R,f.min,f.max),on=on||U.left>=0,dt=!0,Ln()}}l.setData=Eo;function ps(){ol=!0;let o,a;s==1&&(Ge>0?(Ve=
El[0]=0,We=El[1]=Ge-1,o=t[0][Ve],a=t[0][We],K==2?(o=Ve,a=We):o==a&&(K==3?[o,a]=ns(o,o,P.log,!1):K==4?[o,a]=co(o,o,P.log,!1):P.time?a=o+Fe(86400/A):[o,a]=Xl(o,a,
uo,!0))):(Ve=El[0]=o=null,We=El[1]=a=null)),jt(R,o,a)}let Al,$n,hs,ds,ms,gs,bs,ws,ks,lt;function Ao(o,a,f,h,g,w){o??=Ki,f??=po,h??="butt",g??=Ki,w??="round",o!=
Al&&(m.strokeStyle=Al=o),g!=$n&&(m.fillStyle=$n=g),a!=hs&&(m.lineWidth=hs=a),w!=ms&&(m.lineJoin=ms=w),h!=gs&&(m.lineCap=gs=h),f!=ds&&m.setLineDash(ds=f)}function $o(o,a,f,h){
a!=$n&&(m.fillStyle=$n=a),o!=bs&&(m.font=bs=o),f!=ws&&(m.textAlign=ws=f),h!=ks&&(m.textBaseline=ks=h)}function ys(o,a,f,h,g=0){if(h.length>0&&o.auto(l,ol)&&(a==
null||a.min==null)){let w=pe(Ve,0),T=pe(We,h.length-1),E=f.min==null?wu(h,w,T,g,o.distr==3):[f.min,f.max];o.min=$t(o.min,f.min=E[0]),o.max=tt(o.max,f.max=E[1])}}
let Po={min:null,max:null};function La(){for(let h in x){let g=x[h];G[h]==null&&(g.min==null||G[R]!=null&&g.auto(l,ol))&&(G[h]=Po)}for(let h in x){let g=x[h];G[h]==
null&&g.from!=null&&G[g.from]!=null&&(G[h]=Po)}G[R]!=null&&Pn(!0);let o={};for(let h in G){let g=G[h];if(g!=null){let w=o[h]=Qn(x[h],Eu);if(g.min!=null)Re(w,g);else if(h!=
R||s==2)if(Ge==0&&w.from==null){let T=w.range(l,null,null,h);w.min=T[0],w.max=T[1]}else w.min=we,w.max=-we}}if(Ge>0){S.forEach((h,g)=>{if(s==1){let w=h.scale,T=G[w];
if(T==null)return;let E=o[w];if(g==0){let L=E.range(l,E.min,E.max,w);E.min=L[0],E.max=L[1],Ve=At(E.min,t[0]),We=At(E.max,t[0]),We-Ve>1&&(t[0][Ve]<E.min&&Ve++,t[0][We]>
E.max&&We--),h.min=xt[Ve],h.max=xt[We]}else h.show&&h.auto&&ys(E,T,h,t[g],h.sorted);h.idxs[0]=Ve,h.idxs[1]=We}else if(g>0&&h.show&&h.auto){let[w,T]=h.facets,E=w.
scale,L=T.scale,[B,V]=t[g],z=o[E],Q=o[L];z!=null&&ys(z,G[E],w,B,w.sorted),Q!=null&&ys(Q,G[L],T,V,T.sorted),h.min=T.min,h.max=T.max}});for(let h in o){let g=o[h],
w=G[h];if(g.from==null&&(w==null||w.min==null)){let T=g.range(l,g.min==we?null:g.min,g.max==-we?null:g.max,h);g.min=T[0],g.max=T[1]}}}for(let h in o){let g=o[h];
if(g.from!=null){let w=o[g.from];if(w.min==null)g.min=g.max=null;else{let T=g.range(l,w.min,w.max,h);g.min=T[0],g.max=T[1]}}}let a={},f=!1;for(let h in o){let g=o[h],
w=x[h];if(w.min!=g.min||w.max!=g.max){w.min=g.min,w.max=g.max;let T=w.distr;w._min=T==3?Ht(w.min):T==4?Gs(w.min,w.asinh):T==100?w.fwd(w.min):w.min,w._max=T==3?Ht(
w.max):T==4?Gs(w.max,w.asinh):T==100?w.fwd(w.max):w.max,a[h]=f=!0}}if(f){S.forEach((h,g)=>{s==2?g>0&&a.y&&(h._paths=null):a[h.scale]&&(h._paths=null)});for(let h in a)
vn=!0,ze("setScale",h);J&&U.left>=0&&(on=dt=!0)}for(let h in G)G[h]=null}function Ca(o){let a=eo(Ve-1,0,Ge-1),f=eo(We+1,0,Ge-1);for(;o[a]==null&&a>0;)a--;for(;o[f]==
null&&f<Ge-1;)f++;return[a,f]}function Da(){if(Ge>0){let o=S.some(a=>a._focus)&&lt!=Lt.alpha;o&&(m.globalAlpha=lt=Lt.alpha),S.forEach((a,f)=>{if(f>0&&a.show&&(Lo(
f,!1),Lo(f,!0),a._paths==null)){let h=lt;lt!=a.alpha&&(m.globalAlpha=lt=a.alpha);let g=s==2?[0,t[f][0].length-1]:Ca(t[f]);a._paths=a.paths(l,f,g[0],g[1]),lt!=h&&
(m.globalAlpha=lt=h)}}),S.forEach((a,f)=>{if(f>0&&a.show){let h=lt;lt!=a.alpha&&(m.globalAlpha=lt=a.alpha),a._paths!=null&&Co(f,!1);{let g=a._paths!=null?a._paths.
gaps:null,w=a.points.show(l,f,Ve,We,g),T=a.points.filter(l,f,w,g);(w||T)&&(a.points._paths=a.points.paths(l,f,Ve,We,T),Co(f,!0))}lt!=h&&(m.globalAlpha=lt=h),ze(
"drawSeries",f)}}),o&&(m.globalAlpha=lt=1)}}function Lo(o,a){let f=a?S[o].points:S[o];f._stroke=f.stroke(l,o),f._fill=f.fill(l,o)}function Co(o,a){let f=a?S[o].
points:S[o],{stroke:h,fill:g,clip:w,flags:T,_stroke:E=f._stroke,_fill:L=f._fill,_width:B=f.width}=f._paths;B=ke(B*de,3);let V=null,z=B%2/2;a&&L==null&&(L=B>0?"#\
fff":E);let Q=f.pxAlign==1&&z>0;if(Q&&m.translate(z,z),!a){let he=ot-B/2,fe=ht-B/2,ie=nt+B,Z=St+B;V=new Path2D,V.rect(he,fe,ie,Z)}a?Ss(E,B,f.dash,f.cap,L,h,g,T,
w):Oa(o,E,B,f.dash,f.cap,L,h,g,T,V,w),Q&&m.translate(-z,-z)}function Oa(o,a,f,h,g,w,T,E,L,B,V){let z=!1;L!=0&&q.forEach((Q,he)=>{if(Q.series[0]==o){let fe=S[Q.series[1]],
ie=t[Q.series[1]],Z=(fe._paths||xl).band;Xt(Z)&&(Z=Q.dir==1?Z[0]:Z[1]);let Y,_e=null;fe.show&&Z&&yu(ie,Ve,We)?(_e=Q.fill(l,he)||w,Y=fe._paths.clip):Z=null,Ss(a,
f,h,g,_e,T,E,L,B,V,Y,Z),z=!0}}),z||Ss(a,f,h,g,w,T,E,L,B,V)}let Do=Xn|lo;function Ss(o,a,f,h,g,w,T,E,L,B,V,z){Ao(o,a,f,h,g),(L||B||z)&&(m.save(),L&&m.clip(L),B&&
m.clip(B)),z?(E&Do)==Do?(m.clip(z),V&&m.clip(V),Pl(g,T),$l(o,w,a)):E&lo?(Pl(g,T),m.clip(z),$l(o,w,a)):E&Xn&&(m.save(),m.clip(z),V&&m.clip(V),Pl(g,T),m.restore(),
$l(o,w,a)):(Pl(g,T),$l(o,w,a)),(L||B||z)&&m.restore()}function $l(o,a,f){f>0&&(a instanceof Map?a.forEach((h,g)=>{m.strokeStyle=Al=g,m.stroke(h)}):a!=null&&o&&m.
stroke(a))}function Pl(o,a){a instanceof Map?a.forEach((f,h)=>{m.fillStyle=$n=h,m.fill(f)}):a!=null&&o&&m.fill(a)}function Ra(o,a,f,h){let g=v[o],w;if(h<=0)w=[0,
0];else{let T=g._space=g.space(l,o,a,f,h),E=g._incrs=g.incrs(l,o,a,f,h,T);w=Hf(a,f,E,h,T)}return g._found=w}function xs(o,a,f,h,g,w,T,E,L,B){let V=T%2/2;M==1&&m.
translate(V,V),Ao(E,T,L,B,E),m.beginPath();let z,Q,he,fe,ie=g+(h==0||h==3?-w:w);f==0?(Q=g,fe=ie):(z=g,he=ie);for(let Z=0;Z<o.length;Z++)a[Z]!=null&&(f==0?z=he=o[Z]:
Q=fe=o[Z],m.moveTo(z,Q),m.lineTo(he,fe));m.stroke(),M==1&&m.translate(-V,-V)}function Na(o){let a=!0;return v.forEach((f,h)=>{if(!f.show)return;let g=x[f.scale];
if(g.min==null){f._show&&(a=!1,f._show=!1,Pn(!1));return}else f._show||(a=!1,f._show=!0,Pn(!1));let w=f.side,T=w%2,{min:E,max:L}=g,[B,V]=Ra(h,E,L,T==0?le:W);if(V==
0)return;let z=g.distr==2,Q=f._splits=f.splits(l,h,E,L,B,V,z),he=g.distr==2?Q.map(Y=>xt[Y]):Q,fe=g.distr==2?xt[Q[1]]-xt[Q[0]]:B,ie=f._values=f.values(l,f.filter(
l,he,h,V,fe),h,V,fe);f._rotate=w==2?f.rotate(l,ie,h,V):0;let Z=f._size;f._size=yt(f.size(l,ie,h,o)),Z!=null&&f._size!=Z&&(a=!1)}),a}function Fa(o){let a=!0;return Mo.
forEach((f,h)=>{let g=f(l,h,an,o);g!=Ut[h]&&(a=!1),Ut[h]=g}),a}function Ba(){for(let o=0;o<v.length;o++){let a=v[o];if(!a.show||!a._show)continue;let f=a.side,h=f%
2,g,w,T=a.stroke(l,o),E=f==0||f==3?-1:1,[L,B]=a._found;if(a.label!=null){let Xe=a.labelGap*E,at=Fe((a._lpos+Xe)*de);$o(a.labelFont[0],T,"center",f==2?"top":Yi),
m.save(),h==1?(g=w=0,m.translate(at,Fe(ht+St/2)),m.rotate((f==3?-Zl:Zl)/2)):(g=Fe(ot+nt/2),w=at);let fn=Fr(a.label)?a.label(l,o,L,B):a.label;m.fillText(fn,g,w),
m.restore()}if(B==0)continue;let V=x[a.scale],z=h==0?nt:St,Q=h==0?ot:ht,he=a._splits,fe=V.distr==2?he.map(Xe=>xt[Xe]):he,ie=V.distr==2?xt[he[1]]-xt[he[0]]:L,Z=a.
ticks,Y=a.border,_e=Z.show?Z.size:0,Pe=Fe(_e*de),Ue=Fe((a.alignTo==2?a._size-_e-a.gap:a.gap)*de),be=a._rotate*-Zl/180,Le=$(a._pos*de),it=(Pe+Ue)*E,Qe=Le+it;w=h==
0?Qe:0,g=h==1?Qe:0;let gt=a.font[0],Tt=a.align==1?jn:a.align==2?Is:be>0?jn:be<0?Is:h==0?"center":f==3?Is:jn,Ot=be||h==1?"middle":f==2?"top":Yi;$o(gt,T,Tt,Ot);let rt=a.
font[1]*a.lineGap,bt=he.map(Xe=>$(c(Xe,V,z,Q))),vt=a._values;for(let Xe=0;Xe<vt.length;Xe++){let at=vt[Xe];if(at!=null){h==0?g=bt[Xe]:w=bt[Xe],at=""+at;let fn=at.
indexOf(`
`)==-1?[at]:at.split(/\n/gm);for(let et=0;et<fn.length;et++){let Qo=fn[et];be?(m.save(),m.translate(g,w+et*rt),m.rotate(be),m.fillText(Qo,0,0),m.restore()):m.fillText(
Qo,g,w+et*rt)}}}Z.show&&xs(bt,Z.filter(l,fe,o,B,ie),h,f,Le,Pe,ke(Z.width*de,3),Z.stroke(l,o),Z.dash,Z.cap);let Rt=a.grid;Rt.show&&xs(bt,Rt.filter(l,fe,o,B,ie),h,
h==0?2:1,h==0?ht:ot,h==0?St:nt,ke(Rt.width*de,3),Rt.stroke(l,o),Rt.dash,Rt.cap),Y.show&&xs([Le],[1],h==0?1:0,h==0?1:2,h==1?ht:ot,h==1?St:nt,ke(Y.width*de,3),Y.stroke(
l,o),Y.dash,Y.cap)}ze("drawAxes")}function Pn(o){S.forEach((a,f)=>{f>0&&(a._paths=null,o&&(s==1?(a.min=null,a.max=null):a.facets.forEach(h=>{h.min=null,h.max=null})))})}
let Ll=!1,Ts=!1,il=[];function qa(){Ts=!1;for(let o=0;o<il.length;o++)ze(...il[o]);il.length=0}function Ln(){Ll||(Ou(Oo),Ll=!0)}function Va(o,a=!1){Ll=!0,Ts=a,o(
l),Oo(),a&&il.length>0&&queueMicrotask(qa)}l.batch=Va;function Oo(){if(us&&(La(),us=!1),vn&&(va(),vn=!1),_l){if(Me(y,jn,ye),Me(y,"top",Ne),Me(y,wl,le),Me(y,kl,W),
Me(_,jn,ye),Me(_,"top",Ne),Me(_,wl,le),Me(_,kl,W),Me(b,wl,qt),Me(b,kl,nn),d.width=Fe(qt*de),d.height=Fe(nn*de),v.forEach(({_el:o,_show:a,_size:f,_pos:h,side:g})=>{
if(o!=null)if(a){let w=g===3||g===0?f:0,T=g%2==1;Me(o,T?"left":"top",h-w),Me(o,T?"width":"height",f),Me(o,T?"top":"left",T?Ne:ye),Me(o,T?"height":"width",T?W:le),
Qs(o,gn)}else ut(o,gn)}),Al=$n=hs=ms=gs=bs=ws=ks=ds=null,lt=1,cl(!0),ye!=Tn||Ne!=ln||le!=Pt||W!=sn){Pn(!1);let o=le/Pt,a=W/sn;if(J&&!on&&U.left>=0){U.left*=o,U.
top*=a,Cn&&Bt(Cn,Fe(U.left),0,le,W),Dn&&Bt(Dn,0,Fe(U.top),le,W);for(let f=0;f<mt.length;f++){let h=mt[f];h!=null&&(En[f]*=o,An[f]*=a,Bt(h,yt(En[f]),yt(An[f]),le,
W))}}if(ve.show&&!Ml&&ve.left>=0&&ve.width>0){ve.left*=o,ve.width*=o,ve.top*=a,ve.height*=a;for(let f in $s)Me(Nn,f,ve[f])}Tn=ye,ln=Ne,Pt=le,sn=W}ze("setSize"),
_l=!1}qt>0&&nn>0&&(m.clearRect(0,0,d.width,d.height),ze("drawClear"),C.forEach(o=>o()),ze("draw")),ve.show&&Ml&&(Cl(ve),Ml=!1),J&&on&&(un(null,!0,!1),on=!1),te.
show&&te.live&&dt&&(Es(),dt=!1),p||(p=!0,l.status=1,ze("ready")),ol=!1,Ll=!1}l.redraw=(o,a)=>{vn=a||!1,o!==!1?jt(R,P.min,P.max):Ln()};function vs(o,a){let f=x[o];
if(f.from==null){if(Ge==0){let h=f.range(l,a.min,a.max,o);a.min=h[0],a.max=h[1]}if(a.min>a.max){let h=a.min;a.min=a.max,a.max=h}if(Ge>1&&a.min!=null&&a.max!=null&&
a.max-a.min<1e-16)return;o==R&&f.distr==2&&Ge>0&&(a.min=At(a.min,t[0]),a.max=At(a.max,t[0]),a.min==a.max&&a.max++),G[o]=a,us=!0,Ln()}}l.setScale=vs;let _s,Ms,Cn,
Dn,Ro,No,On,Rn,Fo,Bo,Te,Ee,Gt=!1,je=U.drag,He=je.x,Ie=je.y;J&&(U.x&&(_s=kt(su,_)),U.y&&(Ms=kt(ou,_)),P.ori==0?(Cn=_s,Dn=Ms):(Cn=Ms,Dn=_s),Te=U.left,Ee=U.top);let ve=l.
select=Re({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),Nn=ve.show?kt(lu,ve.over?_:y):null;function Cl(o,a){if(ve.show){for(let f in o)ve[f]=o[f],f in
$s&&Me(Nn,f,o[f]);a!==!1&&ze("setSelect")}}l.setSelect=Cl;function Wa(o){if(S[o].show)O&&Qs(ge[o],gn);else if(O&&ut(ge[o],gn),J){let f=Mn?mt[0]:mt[o];f!=null&&Bt(
f,-10,-10,le,W)}}function jt(o,a,f){vs(o,{min:a,max:f})}function Ct(o,a,f,h){a.focus!=null&&Ga(o),a.show!=null&&S.forEach((g,w)=>{w>0&&(o==w||o==null)&&(g.show=
a.show,Wa(w),s==2?(jt(g.facets[0].scale,null,null),jt(g.facets[1].scale,null,null)):jt(g.scale,null,null),Ln())}),f!==!1&&ze("setSeries",o,a),h&&ul("setSeries",
l,o,a)}l.setSeries=Ct;function Ha(o,a){Re(q[o],a)}function Ia(o,a){o.fill=re(o.fill||null),o.dir=pe(o.dir,-1),a=a??q.length,q.splice(a,0,o)}function za(o){o==null?
q.length=0:q.splice(o,1)}l.addBand=Ia,l.setBand=Ha,l.delBand=za;function Ua(o,a){S[o].alpha=a,J&&mt[o]!=null&&(mt[o].style.opacity=a),O&&ge[o]&&(ge[o].style.opacity=
a)}let Vt,Yt,cn,Fn={focus:!0};function Ga(o){if(o!=cn){let a=o==null,f=Lt.alpha!=1;S.forEach((h,g)=>{if(s==1||g>0){let w=a||g==0||g==o;h._focus=a?null:w,f&&Ua(g,
w?1:Lt.alpha)}}),cn=o,f&&Ln()}}O&&_n&&Ze(Qi,ne,o=>{U._lock||(rn(o),cn!=null&&Ct(null,Fn,!0,Oe.setSeries))});function Dt(o,a,f){let h=x[a];f&&(o=o/de-(h.ori==1?Ne:
ye));let g=le;h.ori==1&&(g=W,o=g-o),h.dir==-1&&(o=g-o);let w=h._min,T=h._max,E=o/g,L=w+(T-w)*E,B=h.distr;return B==3?Jn(10,L):B==4?xu(L,h.asinh):B==100?h.bwd(L):
L}function ja(o,a){let f=Dt(o,R,a);return At(f,t[0],Ve,We)}l.valToIdx=o=>At(o,t[0]),l.posToIdx=ja,l.posToVal=Dt,l.valToPos=(o,a,f)=>x[a].ori==0?i(o,x[a],f?nt:le,
f?ot:0):r(o,x[a],f?St:W,f?ht:0),l.setCursor=(o,a,f)=>{Te=o.left,Ee=o.top,un(null,a,f)};function qo(o,a){Me(Nn,jn,ve.left=o),Me(Nn,wl,ve.width=a)}function Vo(o,a){
Me(Nn,"top",ve.top=o),Me(Nn,kl,ve.height=a)}let rl=P.ori==0?qo:Vo,al=P.ori==1?qo:Vo;function Ya(){if(O&&te.live)for(let o=s==2?1:0;o<S.length;o++){if(o==0&&Je)continue;
let a=te.values[o],f=0;for(let h in a)qe[o][f++].firstChild.nodeValue=a[h]}}function Es(o,a){if(o!=null&&(o.idxs?o.idxs.forEach((f,h)=>{ce[h]=f}):Mu(o.idx)||ce.
fill(o.idx),te.idx=ce[0]),O&&te.live){for(let f=0;f<S.length;f++)(f>0||s==1&&!Je)&&Ka(f,ce[f]);Ya()}dt=!1,a!==!1&&ze("setLegend")}l.setLegend=Es;function Ka(o,a){
let f=S[o],h=o==0&&K==2?xt:t[o],g;Je?g=f.values(l,o,a)??zt:(g=f.value(l,a==null?null:h[a],o,a),g=g==null?zt:{_:g}),te.values[o]=g}function un(o,a,f){Fo=Te,Bo=Ee,
[Te,Ee]=U.move(l,Te,Ee),U.left=Te,U.top=Ee,J&&(Cn&&Bt(Cn,Fe(Te),0,le,W),Dn&&Bt(Dn,0,Fe(Ee),le,W));let h,g=Ve>We;Vt=we,Yt=null;let w=P.ori==0?le:W,T=P.ori==1?le:
W;if(Te<0||Ge==0||g){h=U.idx=null;for(let E=0;E<S.length;E++){let L=mt[E];L!=null&&Bt(L,-10,-10,le,W)}_n&&Ct(null,Fn,!0,o==null&&Oe.setSeries),te.live&&(ce.fill(
h),dt=!0)}else{let E,L,B;s==1&&(E=P.ori==0?Te:Ee,L=Dt(E,R),h=U.idx=At(L,t[0],Ve,We),B=I(t[0][h],P,w,0));let V=-10,z=-10,Q=0,he=0,fe=!0,ie="",Z="";for(let Y=s==2?
1:0;Y<S.length;Y++){let _e=S[Y],Pe=ce[Y],Ue=Pe==null?null:s==1?t[Y][Pe]:t[Y][1][Pe],be=U.dataIdx(l,Y,h,L),Le=be==null?null:s==1?t[Y][be]:t[Y][1][be];if(dt=dt||Le!=
Ue||be!=Pe,ce[Y]=be,Y>0&&_e.show){let it=be==null?-10:be==h?B:I(s==1?t[0][be]:t[Y][0][be],P,w,0),Qe=Le==null?-10:j(Le,s==1?x[_e.scale]:x[_e.facets[1].scale],T,0);
if(_n&&Le!=null){let gt=P.ori==1?Te:Ee,Tt=Be(Lt.dist(l,Y,be,Qe,gt));if(Tt<Vt){let Ot=Lt.bias;if(Ot!=0){let rt=Dt(gt,_e.scale),bt=Le>=0?1:-1,vt=rt>=0?1:-1;vt==bt&&
(vt==1?Ot==1?Le>=rt:Le<=rt:Ot==1?Le<=rt:Le>=rt)&&(Vt=Tt,Yt=Y)}else Vt=Tt,Yt=Y}}if(dt||Mn){let gt,Tt;P.ori==0?(gt=it,Tt=Qe):(gt=Qe,Tt=it);let Ot,rt,bt,vt,Rt,Xe,at=!0,
fn=Ke.bbox;if(fn!=null){at=!1;let et=fn(l,Y);bt=et.left,vt=et.top,Ot=et.width,rt=et.height}else bt=gt,vt=Tt,Ot=rt=Ke.size(l,Y);if(Xe=Ke.fill(l,Y),Rt=Ke.stroke(l,
Y),Mn)Y==Yt&&Vt<=Lt.prox&&(V=bt,z=vt,Q=Ot,he=rt,fe=at,ie=Xe,Z=Rt);else{let et=mt[Y];et!=null&&(En[Y]=bt,An[Y]=vt,or(et,Ot,rt,at),lr(et,Xe,Rt),Bt(et,yt(bt),yt(vt),
le,W))}}}}if(Mn){let Y=Lt.prox,_e=cn==null?Vt<=Y:Vt>Y||Yt!=cn;if(dt||_e){let Pe=mt[0];Pe!=null&&(En[0]=V,An[0]=z,or(Pe,Q,he,fe),lr(Pe,ie,Z),Bt(Pe,yt(V),yt(z),le,
W))}}}if(ve.show&&Gt)if(o!=null){let[E,L]=Oe.scales,[B,V]=Oe.match,[z,Q]=o.cursor.sync.scales,he=o.cursor.drag;if(He=he._x,Ie=he._y,He||Ie){let{left:fe,top:ie,width:Z,
height:Y}=o.select,_e=o.scales[z].ori,Pe=o.posToVal,Ue,be,Le,it,Qe,gt=E!=null&&B(E,z),Tt=L!=null&&V(L,Q);gt&&He?(_e==0?(Ue=fe,be=Z):(Ue=ie,be=Y),Le=x[E],it=I(Pe(
Ue,z),Le,w,0),Qe=I(Pe(Ue+be,z),Le,w,0),rl($t(it,Qe),Be(Qe-it))):rl(0,w),Tt&&Ie?(_e==1?(Ue=fe,be=Z):(Ue=ie,be=Y),Le=x[L],it=j(Pe(Ue,Q),Le,T,0),Qe=j(Pe(Ue+be,Q),Le,
T,0),al($t(it,Qe),Be(Qe-it))):al(0,T)}else Ps()}else{let E=Be(Fo-Ro),L=Be(Bo-No);if(P.ori==1){let Q=E;E=L,L=Q}He=je.x&&E>=je.dist,Ie=je.y&&L>=je.dist;let B=je.uni;
B!=null?He&&Ie&&(He=E>=B,Ie=L>=B,!He&&!Ie&&(L>E?Ie=!0:He=!0)):je.x&&je.y&&(He||Ie)&&(He=Ie=!0);let V,z;He&&(P.ori==0?(V=On,z=Te):(V=Rn,z=Ee),rl($t(V,z),Be(z-V)),
Ie||al(0,T)),Ie&&(P.ori==1?(V=On,z=Te):(V=Rn,z=Ee),al($t(V,z),Be(z-V)),He||rl(0,w)),!He&&!Ie&&(rl(0,0),al(0,0))}if(je._x=He,je._y=Ie,o==null){if(f){if(Zo!=null){
let[E,L]=Oe.scales;Oe.values[0]=E!=null?Dt(P.ori==0?Te:Ee,E):null,Oe.values[1]=L!=null?Dt(P.ori==1?Te:Ee,L):null}ul(zs,l,Te,Ee,le,W,h)}if(_n){let E=f&&Oe.setSeries,
L=Lt.prox;cn==null?Vt<=L&&Ct(Yt,Fn,!0,E):Vt>L?Ct(null,Fn,!0,E):Yt!=cn&&Ct(Yt,Fn,!0,E)}}dt&&(te.idx=h,Es()),a!==!1&&ze("setCursor")}let Kt=null;Object.defineProperty(
l,"rect",{get(){return Kt==null&&cl(!1),Kt}});function cl(o=!1){o?Kt=null:(Kt=_.getBoundingClientRect(),ze("syncRect",Kt))}function Wo(o,a,f,h,g,w,T){U._lock||Gt&&
o!=null&&o.movementX==0&&o.movementY==0||(As(o,a,f,h,g,w,T,!1,o!=null),o!=null?un(null,!0,!0):un(a,!0,!1))}function As(o,a,f,h,g,w,T,E,L){if(Kt==null&&cl(!1),rn(
o),o!=null)f=o.clientX-Kt.left,h=o.clientY-Kt.top;else{if(f<0||h<0){Te=-10,Ee=-10;return}let[B,V]=Oe.scales,z=a.cursor.sync,[Q,he]=z.values,[fe,ie]=z.scales,[Z,
Y]=Oe.match,_e=a.axes[0].side%2==1,Pe=P.ori==0?le:W,Ue=P.ori==1?le:W,be=_e?w:g,Le=_e?g:w,it=_e?h:f,Qe=_e?f:h;if(fe!=null?f=Z(B,fe)?c(Q,x[B],Pe,0):-10:f=Pe*(it/be),
ie!=null?h=Y(V,ie)?c(he,x[V],Ue,0):-10:h=Ue*(Qe/Le),P.ori==1){let gt=f;f=h,h=gt}}L&&(a==null||a.cursor.event.type==zs)&&((f<=1||f>=le-1)&&(f=dn(f,le)),(h<=1||h>=
W-1)&&(h=dn(h,W))),E?(Ro=f,No=h,[On,Rn]=U.move(l,f,h)):(Te=f,Ee=h)}let $s={width:0,height:0,left:0,top:0};function Ps(){Cl($s,!1)}let Ho,Io,zo,Uo;function Go(o,a,f,h,g,w,T){
Gt=!0,He=Ie=je._x=je._y=!1,As(o,a,f,h,g,w,T,!0,!1),o!=null&&(Ze(Us,Js,jo,!1),ul(Ji,l,On,Rn,le,W,null));let{left:E,top:L,width:B,height:V}=ve;Ho=E,Io=L,zo=B,Uo=V}
function jo(o,a,f,h,g,w,T){Gt=je._x=je._y=!1,As(o,a,f,h,g,w,T,!1,!0);let{left:E,top:L,width:B,height:V}=ve,z=B>0||V>0,Q=Ho!=E||Io!=L||zo!=B||Uo!=V;if(z&&Q&&Cl(ve),
je.setScale&&z&&Q){let he=E,fe=B,ie=L,Z=V;if(P.ori==1&&(he=L,fe=V,ie=E,Z=B),He&&jt(R,Dt(he,R),Dt(he+fe,R)),Ie)for(let Y in x){let _e=x[Y];Y!=R&&_e.from==null&&_e.
min!=we&&jt(Y,Dt(ie+Z,Y),Dt(ie,Y))}Ps()}else U.lock&&(U._lock=!U._lock,un(a,!0,o!=null));o!=null&&(xn(Us,Js),ul(Us,l,Te,Ee,le,W,null))}function Ja(o,a,f,h,g,w,T){
if(U._lock)return;rn(o);let E=Gt;if(Gt){let L=!0,B=!0,V=10,z,Q;P.ori==0?(z=He,Q=Ie):(z=Ie,Q=He),z&&Q&&(L=Te<=V||Te>=le-V,B=Ee<=V||Ee>=W-V),z&&L&&(Te=Te<On?0:le),
Q&&B&&(Ee=Ee<Rn?0:W),un(null,!0,!0),Gt=!1}Te=-10,Ee=-10,ce.fill(null),un(null,!0,!0),E&&(Gt=E)}function Yo(o,a,f,h,g,w,T){U._lock||(rn(o),ps(),Ps(),o!=null&&ul(
Xi,l,Te,Ee,le,W,null))}function Ko(){v.forEach(If),fs(l.width,l.height,!0)}bn(Ql,Kn,Ko);let Bn={};Bn.mousedown=Go,Bn.mousemove=Wo,Bn.mouseup=jo,Bn.dblclick=Yo,Bn.
setSeries=(o,a,f,h)=>{let g=Oe.match[2];f=g(l,a,f),f!=-1&&Ct(f,h,!0,!1)},J&&(Ze(Ji,_,Go),Ze(zs,_,Wo),Ze(Zi,_,o=>{rn(o),cl(!1)}),Ze(Qi,_,Ja),Ze(Xi,_,Yo),so.add(l),
l.syncRect=cl);let Dl=l.hooks=e.hooks||{};function ze(o,a,f){Ts?il.push([o,a,f]):o in Dl&&Dl[o].forEach(h=>{h.call(null,l,a,f)})}(e.plugins||[]).forEach(o=>{for(let a in o.
hooks)Dl[a]=(Dl[a]||[]).concat(o.hooks[a])});let Jo=(o,a,f)=>f,Oe=Re({key:null,setSeries:!1,filters:{pub:ur,sub:ur},scales:[R,S[1]?S[1].scale:null],match:[fr,fr,
Jo],values:[null,null]},U.sync);Oe.match.length==2&&Oe.match.push(Jo),U.sync=Oe;let Zo=Oe.key,Ls=ra(Zo);function ul(o,a,f,h,g,w,T){Oe.filters.pub(o,a,f,h,g,w,T)&&
Ls.pub(o,a,f,h,g,w,T)}Ls.sub(l);function Za(o,a,f,h,g,w,T){Oe.filters.sub(o,a,f,h,g,w,T)&&Bn[o](null,a,f,h,g,w,T)}l.pub=Za;function Qa(){Ls.unsub(l),so.delete(l),
tn.clear(),Xs(Ql,Kn,Ko),u.remove(),ne?.remove(),ze("destroy")}l.destroy=Qa;function Cs(){ze("init",e,t),Eo(t||e.data,!1),G[R]?vs(R,G[R]):ps(),Ml=ve.show&&(ve.width>
0||ve.height>0),on=dt=!0,fs(e.width,e.height)}return S.forEach(_o),v.forEach(Pa),n?n instanceof HTMLElement?(n.appendChild(u),Cs()):n(l,Cs):Cs(),l}Ye.assign=Re;
Ye.fmtNum=fo;Ye.rangeNum=Xl;Ye.rangeLog=ns;Ye.rangeAsinh=co;Ye.orient=kn;Ye.pxRatio=de;Ye.join=Du;Ye.fmtDate=ho,Ye.tzDate=zu;Ye.sync=ra;{Ye.addGap=Ef,Ye.clipGaps=
os;let e=Ye.paths={points:ha};e.linear=ma,e.stepped=Pf,e.bars=Lf,e.spline=Df}var ka=[{title:"Throughput",unit:"tokens/s",format:pn,series:[["out_rate","output"],["in_rate","prompts"]]},{title:"KV usage",format:_t,range:[0,1],series:[["kv\
_usage","blocks in use"]]},{title:"Queue",format:ae,whole:!0,series:[["running","running"],["waiting","waiting"]]},{title:"Median latency",format:Ae,tick:Vl,series:[
["ttft","TTFT"],["tpot","TPOT"]]}],zf=[void 0,[4,3]];function Uf(e,{series:t}){let n=e?.at??[];return[n,...t.map(([l])=>n.map((s,i)=>So(e[l]?.[i])))]}function Gf(e,{
series:t,format:n,unit:l}){return t.map(([s,i])=>{let r=So(e?.[s]?.at(-1));return`${i} ${n(r,Nt)}${l&&r!==null?` ${l}`:""}`})}function ya({model:e,scope:t,theme:n}){
let l=ka.map(c=>({chart:c,words:c.series.map((p,u)=>k(`span.nbs-line-${u+1}`)),place:k("div.nbs-plot",{role:"img"}),plot:null})),s=k("div.nbs-charts",{},l.map(({
chart:c,words:p,place:u})=>k("figure",{},k("figcaption",{},k("b",{},c.title),k("span.nbs-note",{},p)),u))),i=t.frame(()=>{let c=e.get("time");for(let p of l){let{
clientWidth:u}=p.place;if(!u)continue;let d=Uf(c,p.chart);p.plot?p.plot.setData(d):p.plot=new Ye(jf(p.chart,u,n),d,p.place),p.plot.width!==u&&p.plot.setSize({width:u,
height:Sa})}}),r=zn(t,()=>{let c=e.get("time")??{},p=ka.flatMap(({series:u,format:d})=>u.map(([m,b])=>({name:m,label:b,format:d})));return{caption:"One row a se\
cond, newest first",head:["Time",...p.map(({label:u})=>u)],body:(c.at??[]).map((u,d)=>[Zt(u),...p.map(({name:m,format:b})=>b(So(c[m]?.[d]),"–"))]).reverse().slice(
0,60)}});return t.bind("time",c=>{for(let{chart:p,words:u,place:d}of l){let m=Gf(c,p);m.forEach((b,y)=>ee(u[y],b)),d.setAttribute("aria-label",`${p.title} over \
the last five minutes. Now: ${m.join(", ")}`)}r.refresh(),i()}),n.watch(()=>{for(let{plot:c}of l)c?.redraw(!1)}),t.observe(new ResizeObserver(i),s),t.defer(()=>{
for(let{plot:c}of l)c?.destroy()}),Ft("time","Time","One point a second over the last five minutes. Gaps are seconds without traffic. Where requests wait, watch\
 KV usage: a full pool is what they wait for.",s,r.element)}var Sa=132;function jf({series:e,format:t,tick:n=t,range:l,whole:s},i,r){let c={stroke:()=>r.ink(Il),
font:"10px system-ui, sans-serif",grid:{stroke:()=>r.ink(.1),width:1},ticks:{show:!1}},p=u=>u===null?"":n(u);return{width:i,height:Sa,legend:{live:!0},cursor:{sync:{
key:"nbserve"},y:!1,points:{size:5}},scales:{y:{range:l??((u,d,m)=>[0,(m||1)*1.08])}},axes:[{...c,size:22,space:60,incrs:[1,2,5,10,15,30,60,120,300],values:(u,d)=>d.
map(m=>Zt(m))},{...c,size:52,space:28,incrs:s?[1,2,5,10,20,50,100,200,500,1e3]:void 0,values:(u,d)=>d.map(p)}],series:[{label:"at",value:(u,d)=>Zt(d)},...e.map(
([,u],d)=>({label:u,stroke:()=>r.named(`--nbs-line-${d+1}`),width:1.5,dash:zf[d],points:{show:!0,size:4,filter:(m,b)=>Yf(m.data[b])},value:(m,b)=>t(b,Nt)}))]}}function Yf(e){
let t=n=>e[n]!==null&&e[n]!==void 0;return[...e.keys()].filter(n=>t(n)&&!t(n-1)&&!t(n+1))}function So(e){return Number.isFinite(e)?e:null}var xo="_view",Kf=Object.freeze({selected:null,sort:"submitted",descending:!0}),cs=class{#e;#t;constructor(t,n){this.#e=t,this.#t=n}get(){return{...Kf,...this.#e.
get(xo)}}set(t){this.#e.set(xo,{...this.get(),...t})}toggle(t){this.set({selected:this.get().selected===t?null:t})}bind(t){this.#t.on(`change:${xo}`,()=>t(this.
get())),t(this.get())}};var xa={now:Fi,blocks:Ci,batch:Si,time:ya,requests:Gi};function Jf({model:e,el:t}){let n=new Rl(e),l=ri("nbs",`Engine ${e.get("now")?.engine??""}`.trim());t.append(
l);let s={model:e,scope:n,root:l,kernel:new Ol(e,n),theme:new Nl(l,n),view:new cs(e,n)};l.append(Oi(s),ci(s),Bi(s));for(let i of e.get("panels")??[])i in xa&&l.
append(xa[i](s));return ai(e,l,n)}var Kh={render:Jf};export{Kh as default};
