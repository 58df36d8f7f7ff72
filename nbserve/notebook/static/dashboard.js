// Built from nbserve/notebook/js/src/dashboard; edit that, then run "npm run build" there.
var Hn="The kernel is busy with a cell; this takes effect when it ends.",Rl=class{#e;#t;#n=new Map;#l=Math.floor(Math.random()*1073741823);constructor(t,n){this.#e=
t,this.#t=n,n.on("msg:custom",l=>this.#s(l)),n.defer(()=>{for(let{timer:l}of this.#n.values())clearTimeout(l);this.#n.clear()})}ask(t,n=()=>{}){let l=this.#l++;
return new Promise(s=>{if(this.#t.closed)return;let i={resolve:s,busy:n,late:!1};i.timer=setTimeout(()=>{i.late=!0,n(!0)},400),this.#n.set(l,i),this.#e.send({...t,
id:l})})}#s(t){let n=this.#n.get(t?.answer);n&&(this.#n.delete(t.answer),clearTimeout(n.timer),n.late&&n.busy(!1),n.resolve(t))}};var Nl=class{#e;#t=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let n=()=>this.#t.delete(n)&&t();return this.#t.add(n),n}on(t,n){return this.#e.on(t,
n),this.defer(()=>this.#e.off(t,n))}bind(t,n){this.on(`change:${t}`,()=>n(this.#e.get(t))),n(this.#e.get(t))}listen(t,n,l,s=!1){return t.addEventListener(n,l,s),
this.defer(()=>t.removeEventListener(n,l,s))}observe(t,n,l){return t.observe(n,l),this.defer(()=>t.disconnect())}frame(t){let n=0;return this.defer(()=>cancelAnimationFrame(
n)),()=>{n||this.closed||(n=requestAnimationFrame(()=>{n=0,t()}))}}debounce(t,n){let l=0,s=()=>clearTimeout(l),i=(...r)=>{s(),this.closed||(l=setTimeout(()=>n(...r),
t))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let t of[...this.#t].reverse())t()}};function ac(e){let t=(e.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:e.startsWith("color\
(")?t.map(n=>Math.round(n*255)):t}function cc([e,t,n]){return .2126*e+.7152*t+.0722*n>140}var Fl=class{#e;#t;#n=new Set;#l=null;constructor(t,n){this.#e=t,this.#t=
n;let l=()=>this.#s(),s=n.debounce(400,l),i=()=>{l(),s()},r=new MutationObserver(i);for(let c of[document.documentElement,document.body])n.observe(r,c,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});n.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),n.observe(new ResizeObserver(
l),t),this.#s()}watch(t){return this.#n.add(t),this.#t.defer(()=>this.#n.delete(t))}#s(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#l){this.#l=
t,this.rgb=ac(t),this.dark=cc(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let n of this.#n)n()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t}\
)`}named(t){return getComputedStyle(this.#e).getPropertyValue(t).trim()||this.ink()}};var uc="http://www.w3.org/2000/svg";function w(e,t={},...n){return ni(l=>document.createElement(l),e,t,n)}function Te(e,t={},...n){return ni(l=>document.createElementNS(
uc,l),e,t,n)}function ni(e,t,n,l){let[s,...i]=t.split("."),r=e(s);i.length&&r.setAttribute("class",i.join(" "));for(let[c,u]of Object.entries(n))if(c.startsWith(
"on"))r.addEventListener(c.slice(2),u);else if(c==="dataset")Object.assign(r.dataset,u);else if(c==="style")for(let[f,d]of Object.entries(u))r.style.setProperty(
f,d);else Tt(r,c,u);return r.append(...l.flat(1/0).filter(c=>c!=null&&c!==!1)),r}function Tt(e,t,n){n==null||n===!1?e.removeAttribute(t):e.getAttribute(t)!==String(
n)&&e.setAttribute(t,n===!0?"":String(n))}function X(e,t){e.textContent!==t&&(e.textContent=t)}function Bl(e,t){let n=new Set(t);for(let l of[...e.children])n.has(
l)||l.remove();t.forEach((l,s)=>{e.children[s]!==l&&e.insertBefore(l,e.children[s]??null)})}function ql(e="",t={}){return w("span.nbs-unseen",t,e)}function si(e,t){let n=e.ownerDocument;t.listen(n.defaultView,"keydown",l=>{e.contains(l.target)&&(l.target.setAttribute("data-lm-suppress-shortcuts","true"),li(
l)&&e.closest(".lm-Widget")&&!n.body.dispatchEvent(new KeyboardEvent("keydown",l))&&(l.preventDefault(),l.stopImmediatePropagation()))},!0),e.addEventListener("\
keydown",l=>{li(l)||l.key==="Tab"||(l.stopPropagation(),l.key==="Escape"&&!l.defaultPrevented&&!l.isComposing&&Ns(e))})}function Ns(e){e.parentElement?.closest(
"[tabindex]")?.focus({preventScroll:!0})}function li({ctrlKey:e,metaKey:t,altKey:n}){return(e||t)&&!n}var fc="a[href], button, input, select, textarea, summary, [tabindex='0']";function oi(e,t){let n=e.ownerDocument,l=null,s=[],i=()=>{if(!l||Wl(l)&&n.activeElement===
l||n.activeElement&&![n.body,l].includes(n.activeElement))return;let r=Wl(l)?l:s.filter(Wl).map(hc).find(Boolean);r?r.focus({preventScroll:!0}):Ns(e)};t.listen(
e,"focusin",({target:r})=>{l=r,s=pc(r,e)}),t.listen(e,"focusout",({relatedTarget:r})=>{r&&(l=null)}),t.listen(n,"pointerdown",()=>l=null,!0),t.observe(new MutationObserver(
i),e,{subtree:!0,childList:!0,attributeFilter:["hidden","disabled"]})}function pc(e,t){let n=[];for(let l=e;l&&l!==t;l=l.parentElement)n.push(l.parentElement);return n}
function hc(e){return[...e.querySelectorAll(fc)].find(Wl)}function Wl(e){let t=e.closest("details:not([open])"),n=!t||e===t||e===t.firstElementChild;return e.isConnected&&
!e.disabled&&!e.closest("[hidden]")&&n}var ii="_views",ai=".jp-OutputArea-output";function ci(e,t,n,l){let s=e.get(ii)??new Set;e.set(ii,s);let i=[...s],r={root:t,close:l,inOutput:!1,scrolls:new Map,focus:null,blurred:0};s.add(r),n.defer(()=>s.
delete(r)),n.listen(t,"scroll",({target:f})=>r.scrolls.set(f,[f.scrollTop,f.scrollLeft]),!0),n.listen(t,"focusin",({target:f})=>Object.assign(r,{focus:f,blurred:1/0})),
n.listen(t,"focusout",()=>r.blurred=Date.now());let c=0,u=f=>{r.inOutput||=t.closest(ai)!==null;for(let d of i.filter(m=>s.has(m)&&dc(m)))mc(d,t),d.close();f&&(!r.
inOutput||i.some(d=>s.has(d)))&&(c=setTimeout(u,100,f-1))};n.defer(()=>clearTimeout(c)),c=setTimeout(u,0,20)}function dc({root:e,inOutput:t}){return t&&!e.isConnected&&
!e.closest(ai)}function mc(e,t){let n=[...e.root.querySelectorAll("details")].map(u=>u.open),l=[...t.querySelectorAll("details")];l.length===n.length&&l.forEach(
(u,f)=>u.open=n[f]);for(let[u,[f,d]]of e.scrolls){let m=ri(u,e.root,t);m&&Object.assign(m,{scrollTop:f,scrollLeft:d})}let{activeElement:s,body:i}=t.ownerDocument,
c=Date.now()-e.blurred<1e3&&(!s||s===i)?ri(e.focus,e.root,t):null;c?.focus({preventScroll:!0}),c&&Number.isInteger(e.focus.selectionStart)&&c.setSelectionRange(
e.focus.selectionStart,e.focus.selectionEnd)}function ri(e,t,n){let l=[];for(let s=e;s!==t;s=s.parentElement){if(!s?.parentElement)return null;l.unshift([...s.parentElement.
children].indexOf(s))}return l.reduce((s,i)=>s?.children[i],n)??null}function ui(e,t){return w(`div.nbw.${e}`,{role:"region","aria-label":t})}function fi(e,t,n){let l=()=>{n.close(),t.replaceChildren(),t.remove()};return si(t,n),
oi(t,n),ci(e,t,n,l),l}var Vl=class{#e=!1;#t=!1;#n;#l=[];#s;constructor({model:t,scope:n,root:l}){this.#s=l,this.#n=n.debounce(15e3,()=>this.#o(this.#e,!0));let s=()=>t.get("now")?.state===
"running"?this.#n():this.#n.cancel();n.on("change:now",()=>{this.#o(!1),s()}),s(),n.observe(new MutationObserver(()=>this.#i()),l.parentElement,{attributes:!0,attributeFilter:[
"class"]});for(let i of["comm_live_update","comm:close"])n.on(i,()=>this.#o(!0));n.frame(()=>this.#i())()}get gone(){return this.#e||this.#s.closest(".jupyter-w\
idgets-disconnected")!==null}get silent(){return this.#t&&!this.gone}bind(t){this.#l.push(t),t()}#o(t,n=!1){this.#e=t,this.#t=n,this.#i()}#i(){for(let t of this.#l)
t()}};var pi="What you see is its last state. nbserve.serve(...) opens another; run this cell again after it.",bc={stepping:"Step mode: engine.step() computes one ste\
p, engine.step_mode(False) goes on.",asleep:"Asleep: its memory is given back. engine.wake() or %nbserve wake resumes.",closed:`This engine is closed. ${pi}`,failed:`\
This engine has failed and serves no more requests. ${pi}`},wc="No kernel is behind this dashboard any more: it was restarted, or has ended, and its engine with\
 it. What you see is the last state. Serve the model again, then run this cell again.",kc=`No news of this engine for ${15e3/1e3} seconds: it is in a long step,\
 its kernel is held up, or has ended. What you see is the last state.`;function hi({model:e,connection:t,scope:n,root:l}){let s=w("p.nbs-banner",{role:"status",
hidden:!0}),i=()=>{let{state:r,error:c}=e.get("now")??{},u=t.gone?wc:c??(t.silent?kc:bc[r]);l.classList.toggle("nbs-gone",t.gone),s.hidden=!u,X(s,u??"")};return n.
on("change:now",i),t.bind(i),s}function yc(e){return e instanceof Uint8Array?e:ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):e instanceof ArrayBuffer?new Uint8Array(
e):new Uint8Array(0)}function Sc(e,t){let n=yc(t),l=Math.floor(n.byteLength/e.BYTES_PER_ELEMENT);return n.byteOffset%e.BYTES_PER_ELEMENT===0?new e(n.buffer,n.byteOffset,
l):new e(n.slice(0,l*e.BYTES_PER_ELEMENT).buffer)}function Bs(e){let{total:t=0,block_size:n=1,cells:l,owners:s=[]}=e??{};return{total:t,blockSize:n,cells:Fs(Uint32Array,
l,t),owners:s}}var di=2130706432;function In(e,t){let n=e&65535,l=e>>>16&255,s=e>>>24&63,i=(e&1073741824)!==0;return{owner:n?n-1:null,tokens:t<=255?l:Math.round(
l/255*t),share:Math.min(1,l/Math.min(255,Math.max(1,t))),refs:s,published:i,state:s?"used":i?"cached":"free"}}function qs(e){let{first:t=0,columns:n=0,rows:l=0,
cells:s,counts:i,table:r=[],mode:c=null,more:u=0}=e??{},f=l*n;return{first:t,columns:n,rows:l,table:r,mode:c,more:u,cells:Fs(Uint32Array,s,f),counts:Fs(Uint16Array,
i,f)}}var xc=["out","prefill","decode","recompute","waiting","speculated"];function tn(e){let t=e&1048575,n=xc[e>>>20&15];return{index:t?t-1:null,kind:t?n??"dec\
ode":"idle",finished:(e&16777216)!==0,preempted:(e&33554432)!==0}}function Fs(e,t,n){let l=Sc(e,t);if(l.length>=n)return l.subarray(0,n);let s=new e(n);return s.
set(l),s}var Gt="no traffic",zn=e=>e!=null&&Number.isFinite(e);function se(e){return zn(e)?Math.round(e).toLocaleString("en-US"):"–"}function Oe(e,t){return`${se(e)} ${t}${e===
1?"":"s"}`}function bn(e,t=Gt){if(!zn(e))return t;if(e===0)return"0";let n=e>=99.95?0:e>=9.995?1:2;return e.toLocaleString("en-US",{minimumFractionDigits:n,maximumFractionDigits:n})}
function st(e,t=Gt){if(!zn(e))return t;let n=e*100;return n>0&&n<1?"< 1 %":n>99&&n<100?`${(Math.floor(n*10)/10).toFixed(1)} %`:`${Math.round(n)} %`}function Le(e,t=Gt){
if(!zn(e))return t;let n=e*1e3;if(n<999.5)return`${n===0?"0":n<9.95?Tc(n,n<1?2:1):Math.round(n)} ms`;if(e<99.95)return`${e<9.995?e.toFixed(2):e.toFixed(1)} s`;let l=Math.
round(e),s=Math.floor(l/60);return`${se(s)} min ${String(l%60).padStart(2,"0")} s`}function Hl(e){return e===0?"0":Le(e).replace(/\.(\d*?)0+ /,(t,n)=>n?`.${n} `:
" ")}function nn(e){return zn(e)?new Date(e*1e3).toLocaleTimeString("en-GB"):"–"}function wn(e,t=0,n=1){return n>1||t>0?`r${e}.${t}`:`r${e}`}var Ut={nearlyFull:.9,
full:.98};function mi(e){return zn(e)?e>=Ut.full?"full":e>=Ut.nearlyFull?"nearly full":null:null}function gi(e){return e.replaceAll(`
`,"⏎").replaceAll("	","⇥").replaceAll("\r","␍")}function Tc(e,t){return String(Number(e.toFixed(t)))}function vc(e,t,{total:n,columns:l,page:s=10}){let i=Math.floor(e/l)*l,r={ArrowLeft:e-1,ArrowRight:e+1,ArrowUp:e-l,ArrowDown:e+l,Home:i,End:Math.min(i+l,n)-1,PageUp:Math.
max(e-s*l,e%l),PageDown:e+s*l};if(!(t in r))return null;let c=r[t];return t==="PageDown"&&c>=n?Math.max(e,_c(e%l,n,l)):c<0||c>=n?e:c}function _c(e,t,n){let l=Math.
floor((t-1)/n)*n+e;return l<t?l:l-n}var Un=class{constructor(t,n,{onMove:l,onSelect:s=()=>{},onEscape:i=()=>{}}){this.index=null,this.byKeyboard=!1,this.ring=w(
"div.nbs-ring",{hidden:!0,"aria-hidden":"true"}),this.#e=n,this.#t=l,t.append(this.ring);let r=c=>{let u=t.getBoundingClientRect();return n.at(c.clientX-u.left,
c.clientY-u.top)};t.addEventListener("pointermove",c=>this.move(r(c))),t.addEventListener("pointerleave",()=>{this.byKeyboard||this.move(null)}),t.addEventListener(
"click",c=>{let u=r(c);u!==null&&s(u)}),t.addEventListener("focus",()=>{this.index===null&&t.matches(":focus-visible")&&n.shape().total&&this.move(this.#n,!0)}),
t.addEventListener("blur",()=>this.move(null)),t.addEventListener("keydown",c=>{if(c.ctrlKey||c.metaKey||c.altKey||!n.shape().total)return;let u=vc(this.index??
this.#n,c.key,n.shape());if(u!==null)this.move(u,!0);else if((c.key==="Enter"||c.key===" ")&&this.index!==null)s(this.index);else if(c.key==="Escape"&&this.index!==
null)this.move(null),i();else return;c.preventDefault()})}#e;#t;#n=0;move(t,n=!1){t===this.index&&n===this.byKeyboard||(this.index=t,this.byKeyboard=n,t!==null&&
(this.#n=t),this.place(),this.#t(t,n))}place(){let{total:t}=this.#e.shape();if(this.#n=Math.min(this.#n,Math.max(0,t-1)),this.index!==null&&this.index>=t){this.
move(null);return}if(this.ring.hidden=this.index===null,this.index===null)return;let{x:n,y:l,width:s,height:i}=this.#e.rect(this.index);Object.assign(this.ring.
style,{transform:`translate(${n-2}px, ${l-2}px)`,width:`${s+4}px`,height:`${i+4}px`})}};function hl(e,t,n){let l=window.devicePixelRatio||1,[s,i]=[Math.round(t*l),Math.round(n*l)],r=e.width!==s||e.height!==i;r&&(e.width=s,e.height=i,e.style.width=`${t}\
px`,e.style.height=`${n}px`);let c=e.getContext("2d");return c?(c.setTransform(l,0,0,l,0,0),{context:c,changed:r}):null}function Ws(e,t,n){let l=document.createElement(
"canvas"),s=hl(l,t,t);n(s.context);let i=e.createPattern(l,"repeat");return i.setTransform(new DOMMatrix().scale(t/l.width)),i}function Il(e,t,n,l,s,i,r){let c=Math.
max(1.5,Math.min(s,i)*.3),u=Math.max(1,s*.28);e.fillStyle=r,t==="dotted"?e.fillRect(n+(s-c)/2,l+(i-c)/2,c,c):t==="split"&&e.fillRect(n+(s-u)/2,l,u,i)}function zl(e,t,n,l,s,i,r=4){
e.save(),e.beginPath(),e.rect(t,n,l,s),e.clip(),e.strokeStyle=i,e.lineWidth=1,e.beginPath();for(let c=-s+r/2;c<l;c+=r)e.moveTo(t+c,n+s),e.lineTo(t+c+s,n);e.stroke(),
e.restore()}var bi=Object.freeze(["plain","dotted","split"]),Ul=.78,dl=.6;function Ec(e,t=0){return(250+(5*e+4*t)%13*360/13)%360}function Gn(e,t=0){return bi[(Math.floor(e/
13)+t)%bi.length]}function Mc(e){return e?[.74,.12]:[.53,.11]}function Lt(e,t,n,l=1){return`oklch(${Mc(n).join(" ")} ${Ec(e,t).toFixed(1)} / ${l})`}function ln(e){
return e?"#000":"#fff"}function wi(e,t=0){return{plain:null,dotted:"2 3",split:"8 3"}[Gn(e,t)]}function ki(e,t,n){let[l,s]=[Lt(e,t,n),ln(n)];return`${{dotted:`l\
inear-gradient(${s}, ${s}) center / 30% 30% no-repeat, `,split:`linear-gradient(${s}, ${s}) center / 28% 100% no-repeat, `}[Gn(e,t)]??""}${l}`}function Vs({rows:e,columns:t},n){let s=Math.max(4,Math.min(18,(n-28)/Math.max(1,t))),i=e<=12?18:e<=24?13:e<=40?10:8,r=i<13?3:0;return{rows:e,columns:t,gutter:28,
rim:r,pitchX:s,pitchY:i,width:28+t*s,height:e*i+2*r,total:e*t}}function yi({rows:e,columns:t,gutter:n,rim:l,pitchX:s,pitchY:i},r,c){let[u,f]=[Math.floor((r-n)/s),
Math.floor((c-l)/i)];return u<0||u>=t||f<0||f>=e?null:f*t+u}function Si({columns:e,gutter:t,rim:n,pitchX:l,pitchY:s},i){return{x:t+i%e*l,y:n+Math.floor(i/e)*s,width:l,
height:s-2}}var $c={prefill:"prefill",decode:"decode",recompute:"recomputed after a preemption",waiting:"in the batch, not computed in this step",speculated:"de\
code, speculated",out:"out of the batch"};function xi(e,t,n=()=>1){let{columns:l,first:s,table:i}=e,r=`Step ${s+t%l}, slot ${Math.floor(t/l)}`,c=tn(e.cells[t]);
if(c.index===null)return`${r}: idle slot.`;let[u,f]=i[c.index]??["?",0],d=e.counts[t],m=[wn(u,f,n(u)),$c[c.kind]];return(d>1||d&&c.kind!=="decode")&&m.push(Oe(d,
"token")),c.preempted&&m.push("preempted before this step"),c.finished&&m.push("finished in this step"),`${r}: ${m.join(", ")}.`}function Ti({cells:e}){if(!e.length)
return null;let t=0;for(let n of e)n&1048575||t++;return t/e.length}var Ac="10px system-ui, sans-serif";function vi(e,t,n,{theme:l,chosen:s}){let i=hl(e,n.width,
n.height);if(!i)return;let{context:r}=i,{columns:c,pitchX:u,pitchY:f,gutter:d,rim:m}=n,b=u>=7?1:.5,y=f-2;r.clearRect(0,0,n.width,n.height),r.font=Ac,r.textBaseline=
"middle";let T=new Map,P=A=>{if(!T.has(A)){let[_,S]=t.table[A]??[A,0];T.set(A,[Lt(_,S,l.dark),Lt(_,S,l.dark,.25),Gn(_,S)])}return T.get(A)};for(let A=0;A<n.rows;A++){
let _=m+A*f;r.fillStyle=l.ink(Ul),r.textAlign="right",(f>=13||A%5===0)&&r.fillText(String(A),d-6,_+y/2+.5),r.textAlign="left";for(let S=0;S<c;S++){let E=d+S*u,v=u-
b,N=tn(t.cells[A*c+S]);if(N.index===null){r.globalAlpha=1,_i(r,E,_,v,y,l.ink(dl));continue}let[L,K,O]=P(N.index);r.globalAlpha=s===null||s===t.table[N.index]?.[0]?
1:.25,Pc[N.kind](r,E,_,v,y,L,K,l),N.kind!=="out"&&Il(r,O,E,_,v,y,ln(l.dark)),N.finished&&(r.fillStyle=l.ink(),r.fillRect(E+v-2,_,2,y)),N.preempted&&Lc(r,E,_,Math.
min(v,y)*.8,l.ink())}if(f>=13)for(let{index:S,x:E,text:v,width:N}of Dc(r,t,n,A))r.globalAlpha=s===null||s===t.table[S][0]?1:.25,r.fillStyle=P(S)[0],r.fillRect(E,
_,N,y),r.globalAlpha=1,r.fillStyle=ln(l.dark),r.fillText(v,E+3,_+y/2+.5);r.globalAlpha=1}}var Pc={prefill(e,t,n,l,s,i,r){e.fillStyle=r,e.fillRect(t,n,l,s),zl(e,
t,n,l,s,i,4)},decode(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n,l,s)},recompute(e,t,n,l,s,i,r,c){e.fillStyle=r,e.fillRect(t,n,l,s),e.strokeStyle=c.ink(.8),e.lineWidth=
1,e.beginPath(),e.moveTo(t+1,n+2),e.lineTo(t+l-1,n+s-2),e.moveTo(t+l-1,n+2),e.lineTo(t+1,n+s-2),e.stroke()},waiting(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n+s/
2-1,l,2)},speculated(e,t,n,l,s,i,r){e.fillStyle=r,e.fillRect(t,n,l,s),e.fillStyle=i,e.fillRect(t,n+s*.6,l,s*.4)},out(e,t,n,l,s,i){_i(e,t,n,l,s,i)}};function _i(e,t,n,l,s,i){
e.strokeStyle=i,e.lineWidth=1,e.strokeRect(Math.round(t)+.5,n+.5,Math.max(1,Math.round(l)-1),s-1)}function Lc(e,t,n,l,s){e.fillStyle=s,e.beginPath(),e.moveTo(t,
n),e.lineTo(t+l,n),e.lineTo(t,n+l),e.fill()}function Cc(e,t){let n=[];for(let l=0;l<e.columns;l++){let{index:s}=tn(e.cells[t*e.columns+l]),i=n.at(-1);i&&i.index===
s&&i.to===l?i.to++:s!==null&&n.push({index:s,from:l,to:l+1})}return n}function Dc(e,t,{columns:n,gutter:l,pitchX:s},i){let r=[];for(let{index:c,from:u,to:f}of Cc(
t,i)){if(!t.table[c])continue;let d=P=>tn(t.cells[i*n+P]).kind,m=u;for(;m<f&&d(m)!=="decode";)m++;let b=m;for(;b<f&&d(b)==="decode";)b++;let y=wn(...t.table[c]),
T=Math.ceil((e.measureText(y).width+6)/s)*s;(b-m)*s>T&&r.push({index:c,text:y,width:T-1,x:l+m*s})}return r}function Vt(e,t,n,...l){return w(`section.nbs-panel.nbs-${e}`,{"aria-label":t},w("header.nbs-head",{},w("h3",{},t),w("details.nbs-what",{},w("summary",{"aria-la\
bel":`What is this? ${t}`},"What is this?"),w("p",{},n))),...l)}function jn(e,t){let n=w("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Table"}),l=w(
"details.nbs-table",{},w("summary",{},"Show as table"),n),s=0,i=()=>{s=performance.now()+1e3;let{caption:c,head:u,body:f}=t();n.replaceChildren(w("table",{},w("\
caption",{},c),w("thead",{},w("tr",{},u.map(d=>w("th",{scope:"col"},d)))),w("tbody",{},f.map(d=>w("tr",{},d.map(m=>w("td",{},m)))))))},r=e.debounce(1e3,()=>l.open&&
i());return l.addEventListener("toggle",()=>l.open?i():n.replaceChildren()),{element:l,refresh(){l.open&&(performance.now()>=s?i():r())}}}function Ei({model:e,scope:t,theme:n,view:l}){let s=qs(null),i=Vs(s,0),r=0,c=w("canvas",{"aria-hidden":"true"}),u=w("div.nbs-surface",{tabindex:"0",role:"applic\
ation","aria-roledescription":"batch grid","aria-label":"Batch slots by step. Arrow keys move, Enter chooses the request."},c),f=w("div.nbs-window",{},u),d=w("s\
pan.nbs-note"),m=w("div.nbs-info.nbs-none"),b=ql("",{"aria-live":"polite"}),y=t.debounce(300,E=>X(b,E)),T=t.frame(()=>{let{selected:E}=l.get(),v=s.table.some(([
N])=>N===E)?E:null;r&&vi(c,s,i,{theme:n,chosen:v})}),P=()=>{let{index:E}=A;return m.classList.toggle("nbs-none",E===null),X(m,E===null?"Point at a cell, or move\
 through the grid with the arrow keys.":xi(s,E)),m.textContent},A=new Un(u,{shape:()=>({total:i.total,columns:i.columns}),at:(E,v)=>yi(i,E,v),rect:E=>Si(i,E)},{
onMove:(E,v)=>{let N=P();E!==null&&v&&y(N)},onSelect:E=>{let{index:v}=tn(s.cells[E]);v===null?l.set({selected:null}):l.toggle(s.table[v]?.[0]??null)},onEscape:()=>l.
set({selected:null})}),_=jn(t,()=>({caption:"The last steps, newest first",head:["Step","Computed","Idle slots"],body:[...Oc(s)].reverse().slice(0,32)})),S=()=>{
i=Vs(s,r),u.style.width=`${i.width}px`,u.style.height=`${i.height}px`,A.place(),T()};return t.bind("batch",E=>{s=qs(E);let v=Ti(s),N=s.columns?[`steps ${se(s.first)}\
–${se(s.first+s.columns-1)}`,`${st(v)} of the slots idle`,s.mode&&`${s.mode} batching`,s.more&&`${Oe(s.more,"more slot")} not shown`]:[e.get("now")?.steps?"no\
 step since this dashboard was opened":"no step yet"];X(d,N.filter(Boolean).join(" · ")),S(),P(),_.refresh()}),l.bind(T),n.watch(T),t.observe(new ResizeObserver(
([{contentRect:E}])=>{E.width!==r&&(r=E.width,S())}),f),Vt("batch","Batch","Each row is a place in the batch, each column one step, the newest at the right. Wit\
h continuous batching a place is taken again as soon as its request has finished; with static batching it stays idle until the whole batch has.",d,f,Rc(),m,b,_.
element)}function*Oc(e){for(let t=0;t<e.columns;t++){let n=[],l=0;for(let s=0;s<e.rows;s++){let i=s*e.columns+t,{index:r,kind:c,finished:u}=tn(e.cells[i]);r===null?
l++:n.push(`${wn(...e.table[r]??[])} ${c} ${e.counts[i]}${u?" (finished)":""}`)}yield[se(e.first+t),n.join(", "),se(l)]}}function Rc(){let e=(t,n)=>w("span.nbs-\
key",{},w(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return w("div.nbs-keys",{},e("prefill","prefill"),e("filled","decode"),e("recompute","recomputed"),
e("pending","in the batch, not computed"),e("end","finished"),e("taken","preempted"),e("free","idle slot"))}function Mi(e){let t=new Map;for(let n of e)n.blocks.forEach((l,s)=>{let i=t.get(l);i?i.push({owner:n,logical:s}):t.set(l,[{owner:n,logical:s}])});return t}function ht({
label:e,request:t,answer:n}){return e??wn(t,n)}function $i(e,t){let n=new Map;for(let l of e)l.request===t&&l.blocks.forEach((s,i)=>n.set(s,String(i)));return n.
size?n:null}function Ai(e,t,n=()=>1){return e.blocks.map((l,s)=>({logical:s,block:l,filled:Math.max(0,Math.min(t,e.computed-s*t)),size:t,shared:n(l)>1}))}function Pi(e,t,n,l){
let s=`Block ${e}`;if(t.state==="free")return`${s}: free.`;if(t.state==="cached")return`${s}: cached. Nobody uses it; its ${Oe(t.tokens,"token")} can be found a\
gain (prefix cache).`;let i=n.map(({owner:u,logical:f})=>`${ht(u)} (logical block ${f})`),r=i.length>4?[...i.slice(0,3),`${i.length-3} more`]:i,c=t.published?";\
 in the prefix cache":"";return`${s}: ${t.tokens} of ${l} tokens, ${Oe(t.refs,"reference")}${t.refs>1?" (shared)":""}${c}${r.length?`. ${r.join(", ")}`:""}.`}function Li(e){
let[t,n,l]=[0,0,0];for(let s of e){let i=s>>>24&63;i?t++:s&1073741824&&l++,i>1&&n++}return{used:t,shared:n,cached:l,free:e.length-t-l}}var Ci=[30,26,22,18,16,14,12,11,10,9,8,7,6,5],Nc=240,Fc=.22;function Hs(e,t){let n=l=>{let s=Math.max(1,Math.min(e||1,Math.floor(t/l))),i=Math.ceil(e/s);return{
total:e,pitch:l,gap:l>=12?2:1,columns:s,rows:i,height:i*l}};return Ci.map(n).find(({height:l})=>l<=Nc)??n(Ci.at(-1))}var Di=256;function Oi(e,t=0){let n=e.length;
for(;n>0&&!(e[n-1]&di);)n--;let l=Di;for(;l<n;)l*=2;return t>l&&t<4*n&&(l=t),e.length-l<Di?e.length:l}function Ri({total:e,pitch:t,columns:n},l,s){let[i,r]=[Math.
floor(l/t),Math.floor(s/t)],c=r*n+i;return i<0||i>=n||r<0||c>=e?null:c}function jl({pitch:e,gap:t,columns:n},l){let s=e-t;return{x:l%n*e,y:Math.floor(l/n)*e,width:s,
height:s}}var Gl=class{#e=new Uint32Array(0);#t=[];#n="";#l=[];#s=null;#o=null;paint(t,{cells:n,blockSize:l,owners:s},i,r,c,u=!1){let{pitch:f,columns:d,total:m}=i,
b=Math.floor(r.top/f)*d,y=Math.min(m,Math.ceil((r.top+r.height)/f)*d),T=[f,d,m,r.top,r.height,c.version,c.theme.ink(),devicePixelRatio].join(),P=u||T!==this.#n;
P?this.#i(t,n,i,r,c):this.#r(s),this.#n=T,this.#t=s.map(ht),t.save(),t.translate(0,-r.top);let A=0;for(let _=b;_<y;_++){if(!P&&this.#e[_]===n[_])continue;A++,this.#e[_]=
n[_];let{x:S,y:E,width:v}=jl(i,_);P||t.clearRect(S,E,f,f);let N=c.chosen?.get(_);t.globalAlpha=c.chosen&&N===void 0?Fc:1;let L=In(n[_],l);if(L.state==="used"){this.#a(
t,L,s,S,E,v,c,N);continue}t.fillStyle=L.state==="cached"?this.#o:this.#s;let K=1;if(P){let O=n[_],z=Math.min(y,_-_%d+d);for(;_+1<z&&n[_+1]===O;)this.#e[++_]=O,K++;
A+=K-1}t.fillRect(S,E,K*f,f)}return t.restore(),A}#i(t,n,{pitch:l,gap:s,columns:i},r,{theme:c}){let u=l-s;t.clearRect(0,0,i*l,r.height),this.#e=new Uint32Array(
n.length),this.#l=[];let f=d=>{d.strokeStyle=c.ink(dl),d.lineWidth=1,d.strokeRect(.5,.5,u-1,u-1)};this.#s=Ws(t,l,f),this.#o=Ws(t,l,d=>{zl(d,0,0,u,u,c.ink(dl),u<
8?3:4),f(d)})}#r(t){let n=new Map(t.map((s,i)=>[ht(s),i+1])),l=[0,...this.#t.map(s=>n.get(s)??0)];t.length===this.#t.length&&l.every((s,i)=>s===i)||(this.#l=[],
this.#e.forEach((s,i)=>this.#e[i]=s&4294901760|l[s&65535]))}#a(t,n,l,s,i,r,c,u){let f=l[n.owner],{full:d,tint:m}=this.#l[n.owner]??=Bc(f,c.theme),b=Math.max(n.tokens?
1:0,Math.round(n.share*r));b<r&&(t.fillStyle=m,t.fillRect(s,i,r,r-b)),t.fillStyle=d,t.fillRect(s,i+r-b,r,b);let y=f?Gn(f.request,f.answer):"plain";if(Il(t,y,s,i+
r-b,r,b,ln(c.theme.dark)),n.refs>1){let P=Math.max(2,Math.round(r*.36));t.fillStyle=c.theme.ink(),t.beginPath(),t.moveTo(s+r-P,i),t.lineTo(s+r,i),t.lineTo(s+r,i+
P),t.fill()}let T=u??(r>=24&&f?ht(f):"");T&&r>=14&&this.#c(t,T,s+r/2,i+r/2+1,r,c.theme.dark,y!=="plain"||n.share<.7)}#c(t,n,l,s,i,r,c){let[u,f]=[ln(!r),ln(r)];t.
font=`${i>=24?10:9}px system-ui, sans-serif`,t.textAlign="center",t.textBaseline="middle",c&&(t.lineWidth=2.5,t.lineJoin="round",t.strokeStyle=f,t.strokeText(n,
l,s,i-2)),t.fillStyle=c?u:f,t.fillText(n,l,s,i-2)}};function Bc({request:e,answer:t},{dark:n}){return{full:Lt(e,t,n),tint:Lt(e,t,n,.25)}}var Yn=20,jt={width:104,height:16},Yl=92,ml=64;function qc(e){let t=new Map([...e].sort((n,l)=>n.block-l.block).map(({block:n},l)=>[n,l]));return e.map((n,l)=>({
...n,left:l*Yn,right:t.get(n.block)*Yn}))}function Wc(e){return e.length>ml?[...e.slice(0,ml/2),...e.slice(-ml/2)]:e}function Fi(e,t,n,l){return e.map(s=>{let i=Ai(
s,t,n),r=qc(Wc(i)),c=Lt(s.request,s.answer,l),u=2*jt.width+Yl,f=Te("svg",{width:u,height:r.length*Yn,viewBox:`0 0 ${u} ${r.length*Yn}`,role:"img","aria-label":Vc(
s,r)},r.map(d=>Hc(d,c,wi(s.request,s.answer))),r.map(d=>Ni(0,d.left,d,c,`${d.logical}`)),r.map(d=>Ni(jt.width+Yl,d.right,d,c,`#${d.block}${d.shared?" shared":""}`)));
return w("figure.nbs-map",{},w("figcaption",{},w("b",{},ht(s)),` ${Oe(s.computed,"token")} in ${Oe(i.length,"block")}`),w("div.nbs-columns",{style:{width:`${u}p\
x`},"aria-hidden":"true"},w("span",{},"logical"),w("span",{},"physical")),w("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":`Block table of ${ht(s)}`},
f),i.length>ml?w("p.nbs-note",{},`The first and the last ${ml/2} of ${Oe(i.length,"block")}.`):null)})}function Vc(e,t){let n=t.map(({logical:l,block:s,filled:i,
size:r})=>`${l} to ${s} (${i}/${r})`);return`Block table of ${ht(e)}, logical to physical: ${n.join(", ")}`}function Ni(e,t,{filled:n,size:l},s,i){let r=e===0;return Te(
"g",{transform:`translate(${e} ${t+2})`},Te("rect.nbs-slot",{width:jt.width,height:jt.height,rx:1}),Te("rect",{width:jt.width*n/l,height:jt.height,rx:1,fill:s,"\
fill-opacity":r?.25:.33}),Te("text",{x:6,y:12},i),r?Te("text",{x:jt.width-6,y:12,"text-anchor":"end"},`${n}/${l}`):null)}function Hc({left:e,right:t},n,l){let[s,
i]=[jt.width+2,jt.width+Yl-2],[r,c]=[e+Yn/2,t+Yn/2],u=Yl*.45;return Te("path",{d:`M${s} ${r}C${s+u} ${r} ${i-u} ${c} ${i} ${c}`,fill:"none",stroke:n,"stroke-wid\
th":1.5,"stroke-dasharray":l})}var Ic=40,Bi=420;function qi({scope:e,theme:t,view:n,kernel:l}){let s=Bs(null),i=Hs(0,1),r=null,c={theme:t,chosen:null,version:0},u=0,f=0,d=w("canvas",{"aria-hi\
dden":"true"}),m=w("div.nbs-surface",{tabindex:"0",role:"application","aria-roledescription":"block grid","aria-label":"Blocks of the KV cache. Arrow keys move,\
 Enter chooses the request."}),b=w("div.nbs-window",{},m);m.append(d);let y=w("div.nbs-info"),T=w("div.nbs-tokens"),P=ql("",{"aria-live":"polite"}),A=w("div.nbs\
-legend",{role:"group","aria-label":"Running requests"}),_=w("span.nbs-note"),S=w("div.nbs-side",{hidden:!0}),E=new Gl,v=R=>(r??=Mi(s.owners)).get(R)??[],N=R=>s.
cells[R]>>>24&63,L=e.frame(()=>{if(!u||!s.total)return;let R=Math.min(i.height,Bi),J=hl(d,i.columns*i.pitch,R);if(!J)return;let ce=Math.min(b.scrollTop,i.height-
R);d.style.transform=`translateY(${ce}px)`,E.paint(J.context,s,i,{top:ce,height:R},c,J.changed)}),K=()=>{i=Hs(n.get().unfolded?s.total:f,u),m.style.width=`${i.columns*
i.pitch}px`,m.style.height=`${i.height}px`,Q.place(),L()},O=R=>{c={...c,...R,version:c.version+1},L()},z=e.debounce(150,async R=>{let{block:J}=await l.ask({do:"\
block",number:R});if(J?.number!==Q.index)return;let ce=J.text.map(Pe=>w("span",{},gi(Pe)));T.replaceChildren(...ce),Q.byKeyboard&&C(`${y.textContent} Text: ${J.
text.join("")}`)}),C=e.debounce(350,R=>X(P,R)),M=0,G=(R,J)=>{T.replaceChildren(),z.cancel(),Y(),R!==null&&(M=s.cells[R],J&&(C(y.textContent),U(R)),In(M,s.blockSize).
tokens&&z(R))},F=()=>{let{selected:R}=n.get();return R!==null&&!s.owners.some(ce=>ce.request===R)?`r${R} owns no blocks: it waits, or has ended.`:"Point at a bl\
ock, or move through the grid with the arrow keys."},Y=()=>{let R=Q.index;y.classList.toggle("nbs-none",R===null),R===null?X(y,F()):X(y,Pi(R,In(s.cells[R],s.blockSize),
v(R),s.blockSize))},U=R=>{let{y:J,height:ce}=jl(i,R);J<b.scrollTop?b.scrollTop=J:J+ce>b.scrollTop+b.clientHeight&&(b.scrollTop=J+ce-b.clientHeight)},Q=new Un(m,
{shape:()=>({total:i.total,columns:i.columns,page:Math.floor(Bi/i.pitch)}),at:(R,J)=>Ri(i,R,J),rect:R=>jl(i,R)},{onMove:G,onSelect:R=>{let J=v(R),{selected:ce}=n.
get(),Pe=J.findIndex(({owner:et})=>et.request===ce),Qe=J.length?J[Pe+1]?.owner.request??(Pe<0?J[0].owner.request:null):null;n.set({selected:Qe,tabled:Qe})},onEscape:()=>n.
set({selected:null,tabled:null})}),H=new Map,oe=w("span.nbs-note"),fe=R=>{let J=n.get().selected===R?null:R;n.set({selected:J,tabled:J})},le=R=>w("button.nbs-ch\
ip",{type:"button",title:R.prompt||null,onclick:()=>fe(R.request)},w("i",{"aria-hidden":"true"}),ht(R)),re=()=>{let{selected:R}=n.get(),J=H;H=new Map;for(let Pe of s.
owners.slice(0,Ic)){let Qe=ht(Pe),et=J.get(Qe)??le(Pe);H.set(Qe,et),Tt(et,"aria-pressed",String(Pe.request===R)),et.firstChild.style.background=ki(Pe.request,Pe.
answer,t.dark)}let ce=s.owners.length-H.size;X(oe,ce>0?`and ${se(ce)} more`:""),Bl(A,[...H.values(),oe])},te=null,I=e.frame(()=>{let{tabled:R}=n.get(),J=s.owners.
filter(bt=>bt.request===R),ce=JSON.stringify([R,t.dark,J.map(({answer:bt,computed:Et,blocks:Ve})=>[bt,Et,Ve,Ve.map(N)])]);if(ce===te)return;te=ce,S.hidden=!J.length;
let Pe=[...S.querySelectorAll(".nbs-scroll")].map(bt=>bt.scrollTop),Qe={type:"button","aria-label":"Close the block table",onclick:()=>n.set({selected:null,tabled:null})},
et=w("header",{},w("h4",{},"Block table"),w("button",Qe,"Close")),rn=S.contains(document.activeElement)&&document.activeElement.tagName==="BUTTON";S.replaceChildren(
et,...Fi(J,s.blockSize,N,t.dark)),S.querySelectorAll(".nbs-scroll").forEach((bt,Et)=>bt.scrollTop=Pe[Et]??0),rn&&et.querySelector("button").focus()}),ve=jn(e,()=>({
caption:"Running requests and their block tables",head:["Request","Tokens held","Blocks","Block table (logical order)"],body:s.owners.map(R=>[ht(R),se(R.computed),
se(R.blocks.length),R.blocks.join(" ")])})),We=w("span.nbs-note"),we=w("button.nbs-link",{type:"button",onclick:()=>n.set({unfolded:!n.get().unfolded})}),ue=w("\
div.nbs-tail",{hidden:!0},We,we),at=()=>{f=Oi(s.cells,f);let{unfolded:R}=n.get(),J=s.total-f;ue.hidden=!J,X(We,`Blocks ${se(f)} to ${se(s.total-1)}: ${se(J)} fr\
ee`),X(we,R?"Fold them":"Show them"),i.total!==(R?s.total:f)&&K()},Ze=()=>{at(),Y();let{selected:R}=n.get(),J=R===null?null:$i(s.owners,R),ce=c.chosen?[...c.chosen].
join():"";(J?[...J].join():"")!==ce&&O({chosen:J}),re(),I()};e.bind("pool",R=>{s=Bs(R),r=null;let{used:J,shared:ce,cached:Pe,free:Qe}=Li(s.cells);X(_,`${se(J)} \
in use (${se(ce)} shared) · ${se(Pe)} cached · ${se(Qe)} free · ${s.blockSize} tokens a block`),Q.index!==null&&s.cells[Q.index]!==M&&(M=s.cells[Q.index],In(
M,s.blockSize).tokens?z(Q.index):T.replaceChildren()),Ze(),ve.refresh(),L()}),n.bind(Ze),t.watch(()=>{O({}),re(),I()}),b.addEventListener("scroll",L),e.observe(
new ResizeObserver(([{contentRect:R}])=>{R.width!==u&&(u=R.width,K())}),b);let Se=Vt("blocks","Blocks","Each cell is a block: room for the keys and values of a \
few consecutive tokens. A request takes blocks as it grows, anywhere in the pool, and its block table says which; blocks with the same beginning are shared. Cho\
ose a request to see its table.",_,w("div.nbs-split",{},b,ue,zc(),A,y,T,P,ve.element,S));return Se.addEventListener("keydown",R=>{R.key!=="Escape"||R.defaultPrevented||
n.get().selected===null||(R.preventDefault(),n.set({selected:null}))}),Se}function zc(){let e=(t,n)=>w("span.nbs-key",{},w(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"\
true"}),n);return w("div.nbs-keys",{},e("filled","in use, full"),e("partly","partly filled"),e("shared","shared"),e("cached","cached, nobody's"),e("free","free"))}var Wi={idle:["○","idle"],running:["●","running"],stepping:["◧","step mode"],asleep:["◐","asleep"],closed:["□","closed"],failed:["✕","failed"],replay:[
"▷","replay"],silent:["◌","no news"],gone:["◌","no kernel"]};function gl(e){return e?.error?"This dashboard has stopped.":e?.state==="asleep"?"The engine \
is asleep.":e?.state==="closed"?"The engine is closed.":e?.state==="failed"?"The engine has failed.":e?.state==="replay"?"This is a recording.":null}function Vi({
model:e,connection:t,scope:n,kernel:l}){let s=w("h2"),i=w("span.nbs-about"),r=w("span",{"aria-hidden":"true"}),c=w("span"),u=w("span.nbs-state",{},r,c),f=w("spa\
n.nbs-notice",{role:"status"}),d=C=>X(f,C),m=n.debounce(4e3,()=>d("")),b=async(C,M)=>{m.cancel(),d("");let G=await l.ask(C,F=>d(F?Hn:""));d(G.ok?M??"":G.error??
"That did not work."),G.ok&&m()},y=(C,M,G)=>w("button",{type:"button",title:M,onclick:G},C),T=()=>!!e.get("now")?.paused,P=y("Pause admission","New requests wai\
t; those that run go on.",()=>b({do:T()?"resume":"pause"})),A=y("Cancel all…","Ends every request, running or waiting; their texts so far stay.",()=>L(!0)),_=y(
"Clear prefix cache","Forgets cached blocks that no running request uses.",()=>b({do:"clear_prefix_cache"},"The prefix cache is empty.")),S=w("span"),E=y("Cance\
l them","",()=>{L(!1),b({do:"cancel_all"})}),v=y("Keep them","",()=>L(!1)),N=w("span.nbs-confirm",{role:"group","aria-label":"Cancel all requests?",hidden:!0},S,
E,v),L=C=>{let{running:M=0,waiting:G=0}=e.get("now")??{};X(S,`Cancel ${Oe(M+G,"request")}?`),N.hidden=!C,A.hidden=C,(C?v:A).focus()};N.addEventListener("keydown",
C=>{C.key==="Escape"&&(C.preventDefault(),L(!1))});let K=[P,A,_,E].map(C=>[C,C.title]),O=w("div.nbs-buttons",{role:"group","aria-label":"Controls"},P,A,N,_);Uc()||
O.append(y("Refresh","Updates do not come by themselves here.",()=>b({do:"refresh"})));let z=()=>{let C=e.get("now")??{};X(s,C.engine??"engine"),X(i,[C.model!==
C.engine&&C.model,C.precision].filter(Boolean).join(" · "));let M=t.gone?"gone":t.silent?"silent":C.state??"idle",[G,F]=Wi[M]??Wi.idle;X(r,G),X(c,C.paused&&!gl(
C)&&!t.gone?`${F}, admission paused`:F),u.dataset.state=M,Tt(u,"title",C.at?`as of ${nn(C.at)}`:null);let Y=gl(C);for(let[U,Q]of K)U.disabled=!!Y,U.title=Y??Q;O.
hidden=C.state==="replay",X(P,C.paused?"Resume admission":"Pause admission"),A.disabled||=!C.running&&!C.waiting};return n.on("change:now",z),t.bind(z),w("div.n\
bs-top",{},w("div.nbs-title",{},s,i,u),O,f)}function Uc(){return!globalThis.google?.colab}function Gc(e){let t=e.running||e.waiting?Yc:Gt,n=[[["Output",Is(bn(e.out_rate),"tokens/s")],["Prompts",Is(bn(e.in_rate),"tokens/s")],["Running",se(e.running??0)],
["Waiting",se(e.waiting??0)],["Finished",se(e.finished??0),Jc(e)],["Preemptions",se(e.preempted??0)],["Steps",se(e.steps??0)]],[zs("TTFT",e.ttft,t),zs("TPOT",e.
tpot,e.writing?`${se(e.writing)} still running`:t),zs("ITL",e.itl,t),["KV efficiency",st(e.kv_efficiency,t)],["Prefix hits",st(e.prefix_hit_rate,t)]]];return e.
step_error&&n[1].push(Kc(e.step_error)),e.slo&&n[1].push(["SLO met",st(e.slo.attainment,t),Zc(e.slo)],["Goodput",Is(bn(e.slo.goodput,t),"req/s"),bl(e.throughput)?
`of ${bn(e.throughput)} req/s`:""]),n}function jc(e){let t=e.kv_usage;return{share:bl(t)?Math.min(1,Math.max(0,t)):0,text:`${st(t,"–")} · ${se(e.kv_used??0)}\
 of ${Oe(e.kv_total??0,"block")}`,word:mi(t)}}function zi({scope:e}){let t=w("div.nbs-bar"),n=w("div.nbs-meter",{role:"meter","aria-label":"KV usage","aria-valu\
emin":"0","aria-valuemax":"100","aria-description":Hi,title:Hi},t,Ii(Ut.nearlyFull),Ii(Ut.full)),l=w("span.nbs-figure"),s=w("strong.nbs-word"),i=w("span.nbs-not\
e.nbs-thresholds",{},w("i",{"aria-hidden":"true"}),`${st(Ut.nearlyFull)} nearly full`,w("i",{"aria-hidden":"true"}),`${st(Ut.full)} full`),r=w("div.nbs-figures"),
c=new Map,u="",f=d=>{c.clear();let m=b=>w("dl",{},b.map(([y])=>{let T={value:w("span.nbs-value"),note:w("span.nbs-note")};return c.set(y,T),w("div",{},w("dt",{},
y),w("dd",{},T.value,T.note))}));r.replaceChildren(...d.map(m))};return e.bind("now",d=>{let m=Gc(d??{}),b=m.map(A=>A.map(([_])=>_).join()).join(";");b!==u&&f(m),
u=b;for(let[A,_,S=""]of m.flat()){let E=c.get(A);X(E.value,_),E.value.classList.toggle("nbs-none",!/\d/.test(_)||_.endsWith("running")),X(E.note,S)}let{share:y,
text:T,word:P}=jc(d??{});t.style.setProperty("width",`${y*100}%`),X(l,T),X(s,P??""),n.dataset.level=P??"",n.setAttribute("aria-valuenow",String(Math.round(y*100))),
n.setAttribute("aria-valuetext",P?`${T}, ${P}`:T)}),Vt("now","Now","The engine's figures at this moment. TTFT is the time from submitting a request to its first\
 token, TPOT the time per token after that, ITL the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. TTFT and ITL cou\
nt as tokens come, TPOT when an answer has ended. KV usage is the part of the pool's blocks that running requests own; beyond the marks on its bar the pool is n\
early full, and requests are soon preempted, or wait.",w("div.nbs-usage",{},w("span.nbs-label",{},"KV usage"),n,l,s,i),r)}var Yc="not yet",Hi=`The marks: from ${st(
Ut.nearlyFull)} the pool is nearly full, from ${st(Ut.full)} full. Then requests wait for blocks, or are preempted.`,bl=e=>e!=null;function Is(e,t){return/\d/.test(
e)?`${e} ${t}`:e}function zs(e,t,n){return!t||!bl(t[0])?[e,n]:[e,Le(t[0]),`p95 ${Le(t[1])} · p99 ${Le(t[2])}`]}function Kc(e){let t=Object.entries(e),n=Math.max(
...t.map(([,l])=>l));return["Step time",`foreseen ± ${st(n)}`,t.map(([l,s])=>`${l} ${st(s)}`).join(" · ")]}function Jc(e){return[e.cancelled&&`${se(e.cancelled)}\
 cancelled`,e.failed&&`${se(e.failed)} failed`].filter(Boolean).join(" · ")}function Zc({ttft_ms:e,tpot_ms:t}){return[bl(e)&&`TTFT ≤ ${Le(e/1e3)}`,bl(t)&&`TP\
OT ≤ ${Le(t/1e3)}`].filter(Boolean).join(" · ")}function Ii(e){return w("i",{style:{left:`${e*100}%`},"aria-hidden":"true"})}var Qc=[.25,.5,1,2,5,10];function Ui({model:e,scope:t,kernel:n}){let l=w("button",{type:"button"}),s=w("input",{type:"range",min:"0",step:"1","aria-label":"Step\
 of the recording"}),i=w("output.nbs-figure"),r=w("select",{"aria-label":"Speed"},Qc.map(y=>w("option",{value:y},`${y}×`))),c=w("span.nbs-notice",{role:"status"}),
u=w("div.nbs-replay",{role:"group","aria-label":"Replay",hidden:!0},l,s,i,r,c),f=async y=>{let T=await n.ask(y,P=>X(c,P?Hn:""));X(c,T.ok?"":T.error??"That did n\
ot work.")},d=y=>f({do:"play",playing:!!e.get("replay")?.playing,speed:Number(r.value),...y});l.addEventListener("click",()=>d({playing:!e.get("replay")?.playing})),
r.addEventListener("change",()=>d({}));let m=!1,b=t.debounce(60,y=>f({do:"seek",position:y}));return s.addEventListener("input",()=>{m=!0,X(i,Us(Number(s.value),
Number(s.max)+1)),b(Number(s.value))}),s.addEventListener("change",()=>m=!1),t.bind("replay",y=>{if(u.hidden=!y?.steps,u.hidden)return;s.max=String(Math.max(0,y.
steps-1)),m||(s.value=String(y.position),X(i,Us(y.position,y.steps))),s.setAttribute("aria-valuetext",Us(y.position,y.steps)),X(l,y.playing?"Pause":"Play");let T=String(
y.speed);[...r.options].some(P=>P.value===T)||r.append(w("option",{value:T},`${T}×`)),document.activeElement!==r&&(r.value=T)}),u}function Us(e,t){return`step ${se(
e+1)} of ${se(t)}`}function Kl(e,t){return e.find(([n])=>n===t||n.startsWith(`${t} `))?.[1]??null}var Xc=["finished","cancelled","failed"];function Gi({events:e=[],itl:t=[]},n=0){
let l=Kl(e,"scheduled"),s=Kl(e,"first token"),i=t.map(d=>{if(s===null)return[];let m=s;return[s,...d.map(b=>m+=b)]}),c=Xc.map(d=>Kl(e,d)).find(d=>d!==null)??null??
Math.max(n,...e.map(([,d])=>d),...i.map(d=>d.at(-1)??0)),u=[["queued",Kl(e,"queued")??0],["prefill",l],["decode",s]].filter(([,d])=>d!==null),f=u.map(([d,m],b)=>({
name:d,from:m,to:u[b+1]?.[1]??Math.max(m,c)}));return{end:c,phases:f,chunks:e.filter(([d])=>d.startsWith("prefill ")||d.startsWith("recompute ")).map(([d,m])=>({
name:d,at:m})),preemptions:e.filter(([d])=>d==="preempted").map(([,d])=>d),answers:i}}function ji(e,t=6){if(!(e>0))return[0];let n=e/t,l=10**Math.floor(Math.log10(
n)),s=[1,2,5,10].map(i=>i*l).find(i=>i>=n);return Array.from({length:Math.floor(e/s+1e-9)+1},(i,r)=>r*s)}function Gs(e,t){if(!e.length)return null;let n=[...e].
sort((l,s)=>l-s);return n[Math.max(0,Math.ceil(t*n.length)-1)]}var Yi=62,Kn=18;function Ji({model:e,scope:t,theme:n},l){let s=w("h4"),i=w("span.nbs-note"),r=w("div.nbs-timeline"),c=w("p.nbs-note"),u=w("pre"),f=w("pre"),d=w(
"details.nbs-table",{},w("summary",{},"Show what the model is given"),f),m=w("div.nbs-texts"),b=w("dl.nbs-params"),y=w("ol.nbs-events"),T=w("article.nbs-detail",
{hidden:!0,tabindex:"-1","aria-label":"Request in detail"},w("header",{},s,i,w("button",{type:"button",onclick:()=>l()},"Close")),r,c,w("h5",{},"Prompt"),u,d,m,
w("h5",{},"Parameters"),b,w("details.nbs-table",{},w("summary",{},"Show events as a list"),y)),P=[],A=t.frame(()=>{let _=e.get("detail");_?.events&&r.clientWidth&&
r.replaceChildren(lu(Gi(_,nu(e,_)),r.clientWidth,S=>Lt(_.id,S,n.dark)))});return t.bind("detail",_=>{if(T.hidden=!Number.isInteger(_?.id),T.hidden)return;let{texts:S=[],
params:E={},itl:v=[]}=_;X(s,`Request r${_.id}`),X(i,[_.state,S.length>1&&Oe(S.length,"answer")].filter(Boolean).join(" · ")),X(c,tu(v.flat())),X(u,_.prompt??""),
X(f,_.template??""),d.hidden=!_.template,P.length!==S.length&&(P=S.map(()=>w("pre")),m.replaceChildren(...P.flatMap((N,L)=>[w("h5",{},S.length>1?`Answer ${L}`:"\
Answer"),N]))),S.forEach((N,L)=>{X(P[L],N||"No text yet."),P[L].classList.toggle("nbs-none",!N)}),Ki(b,Object.entries(E),([N,L])=>w("div",{},w("dt",{},N),w("dd",
{},eu(N,L)))),Object.keys(E).length||b.replaceChildren(w("div",{},w("dt",{},"all as by default"))),Ki(y,_.events??[],([N,L])=>w("li",{},w("span.nbs-figure",{},Le(
L)),` ${N}`)),A()}),t.on("change:requests",A),n.watch(A),t.observe(new ResizeObserver(A),r),T}function Ki(e,t,n){let l=JSON.stringify(t);e.nbsShown!==l&&(e.nbsShown=
l,e.replaceChildren(...t.map(n)))}function eu(e,t){return typeof t=="string"&&e!=="seed"?JSON.stringify(t):typeof t=="boolean"?t?"True":"False":typeof t=="objec\
t"?JSON.stringify(t):String(t)}function tu(e){return e.length?`ITL: median ${Le(Gs(e,.5))}, p99 ${Le(Gs(e,.99))}, longest ${Le(Math.max(...e))}.`:""}function nu(e,{
id:t,state:n}){if(n!=="waiting"&&n!=="running")return 0;let l=e.get("requests")?.rows.find(i=>i.id===t)?.submitted,s=e.get("now")?.at;return l&&s?Math.max(0,s-l):
0}function lu(e,t,n){let l=e.end||1,s=f=>Yi+f/l*(t-Yi-12),r=(1+e.answers.length)*(Kn+6)+22,c=f=>f*(Kn+6)+1,u=e.phases.map(({name:f,from:d,to:m})=>`${f} ${Le(m-d)}`).
join(", ");return Te("svg",{width:t,height:r,viewBox:`0 0 ${t} ${r}`,role:"img","aria-label":`Timeline: ${u}${e.preemptions.length?`, ${Oe(e.preemptions.length,
"preemption")}`:""}`},ji(l,t>600?8:4).map(f=>Te("g",{},Te("line.nbs-rule",{x1:s(f),x2:s(f),y1:0,y2:r-18}),Te("text",{x:s(f),y:r-4,"text-anchor":f?f>l*.96?"end":
"middle":"start"},Hl(f)))),Te("text",{x:0,y:c(0)+13},"phases"),e.phases.map(({name:f,from:d,to:m})=>{let b=Math.max(1,s(m)-s(d));return Te(`g.nbs-phase.nbs-${f}`,
{style:{"--hue":n(0)}},Te("title",{},`${f}: ${Le(m-d)}`),Te("rect",{x:s(d),y:c(0),width:b,height:Kn}),b>46?Te("text",{x:s(d)+5,y:c(0)+13},f):null)}),e.chunks.map(
({name:f,at:d})=>Te("line.nbs-chunk",{x1:s(d),x2:s(d),y1:c(0),y2:c(0)+Kn},Te("title",{},`${f} at ${Le(d)}`))),e.preemptions.map(f=>Te("g",{},Te("title",{},`pree\
mpted at ${Le(f)}`),Te("path.nbs-preempted",{d:`M${s(f)-5} ${c(0)}h10l-5 8z`}),Te("line.nbs-preempted",{x1:s(f),x2:s(f),y1:c(0),y2:c(0)+Kn}))),e.answers.map((f,d)=>[
Te("text",{x:0,y:c(d+1)+13},e.answers.length>1?`tokens ${d}`:"tokens"),Te("path",{d:su(f,s,c(d+1)),stroke:n(d),"stroke-width":1.25,fill:"none"})]))}function su(e,t,n){
return[...new Set(e.map(s=>Math.round(t(s)*2)/2))].map(s=>`M${s} ${n+1}v${Kn-2}`).join("")}var wl=[{key:"submitted",title:"Request"},{key:"state",title:"State",text:!0},{key:"prompt",title:"Prompt",text:!0},{key:"prompt_tokens",title:"Prompt tokens",short:"\
In"},{key:"cached_tokens",title:"Tokens taken from the prefix cache",short:"Cached"},{key:"output_tokens",title:"Output tokens",short:"Out"},{key:"queue",title:"\
Time in the queue",short:"Queue"},{key:"ttft",title:"TTFT, submit to first token",short:"TTFT"},{key:"tpot",title:"TPOT, time per output token",short:"TPOT"},{key:"\
e2el",title:"E2EL, submit to last token",short:"E2EL"},{key:"preemptions",title:"Preemptions",short:"Preempt."}];function Zi(e,t,n){let l=n?-1:1,s=i=>i==null;return[
...e].sort((i,r)=>{let[c,u]=[i[t],r[t]];if(s(c)||s(u))return s(c)-s(u)||r.id-i.id;let f=typeof c=="string"?c.localeCompare(u):c-u;return l*f||r.id-i.id})}function Qi(e,t){
let n=wl.find(l=>l.key===t)?.text??!1;return{sort:t,descending:e.sort===t?!e.descending:!n}}var ou=new Set(["waiting","running"]);function iu(e){let t=e.reason&&e.reason!==e.state?` (${e.reason})`:"";return[e.answers>1?`r${e.id} ×${e.answers}`:`r${e.id}`,
`${e.state}${t}`,e.prompt,se(e.prompt_tokens),se(e.cached_tokens),se(e.output_tokens),Le(e.queue,"–"),Le(e.ttft,"–"),Le(e.tpot,"–"),Le(e.e2el,"–"),se(e.
preemptions)]}function Xi(e){let{model:t,connection:n,scope:l,view:s,kernel:i}=e,r=w("span.nbs-note"),c=w("span.nbs-notice",{role:"status"}),u=async O=>{let z=await i.
ask(O,C=>X(c,C?Hn:""));X(c,z.ok?"":z.error??"That did not work.")},f=wl.map(({key:O,title:z,short:C})=>{let M=w("button",{type:"button",title:z,onclick:()=>s.set(
Qi(s.get(),O))},C??z);return w(`th.nbs-${O}`,{scope:"col"},M)}),d=w("tbody"),m=w("p.nbs-none",{},"No request yet."),b=w("table",{},w("thead",{},w("tr",{},f,w("t\
h",{scope:"col"},w("span.nbs-unseen",{},"Action")))),d),y=w("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Table of requests"},b),T=new Map,P=O=>{let z=wl.
map(({key:F,text:Y})=>w(`td.nbs-${F}${Y?"":".nbs-number"}`)),C=w("button.nbs-link",{type:"button",onclick:F=>S(O,F.detail===0)});z[0].append(C);let M=w("button",
{type:"button","aria-label":`Cancel request ${O}`,onclick:()=>u({do:"cancel",request:O})},"Cancel"),G=w("tr",{},z,w("td",{},M));return G.addEventListener("click",
F=>{!F.target.closest("button")&&!getSelection()?.toString()&&S(O)}),{line:G,cells:z,open:C,cancel:M}},A=()=>t.get("detail")?.id??null,_=null,S=(O,z)=>{let C=A()===
O;_=z&&!C?O:null,u({do:C?"close":"open",request:O}),C||s.set({selected:O})},E=()=>{(T.get(A())?.open??y).focus({preventScroll:!0}),u({do:"close"})},v=()=>{let{rows:O=[],
more:z=0}=t.get("requests")??{},{sort:C,descending:M,selected:G}=s.get(),F=n.gone||gl(t.get("now"))!==null,Y=A();f.forEach((oe,fe)=>Tt(oe,"aria-sort",wl[fe].key===
C?M?"descending":"ascending":null));let Q=Zi(O,C,M).map(oe=>{T.has(oe.id)||T.set(oe.id,P(oe.id));let{line:fe,cells:le,open:re,cancel:te}=T.get(oe.id);return iu(
oe).forEach((I,ve)=>X(ve?le[ve]:re,I)),Tt(re,"aria-label",`Open request ${re.textContent}`),Tt(re,"aria-expanded",String(oe.id===Y)),Tt(le[0],"title",`submitted\
 at ${nn(oe.submitted)}`),Tt(le[1],"title",oe.reason),Tt(le[2],"title",oe.prompt),fe.dataset.state=oe.state,fe.classList.toggle("nbs-chosen",oe.id===Y||oe.id===
G),te.hidden=!ou.has(oe.state)||F,fe});Bl(d,Q);let H=new Set(O.map(({id:oe})=>oe));for(let oe of T.keys())H.has(oe)||T.delete(oe);m.hidden=O.length>0,b.hidden=O.
length===0,X(r,z?`the newest ${se(O.length)}, ${Oe(z,"older one")} not shown`:O.length?Oe(O.length,"request"):"")};l.bind("requests",v),l.on("change:detail",v);
let N=null;l.on("change:now",()=>{let O=gl(t.get("now"));O!==N&&v(),N=O}),n.bind(v),s.bind(v);let L=Ji(e,E);l.on("change:detail",()=>{_===null||A()!==_||(_=null,
L.focus())});let K=Vt("requests","Requests","Every request, newest first. TTFT includes the time in the queue. Open one to see its texts, and when each of its t\
okens came.",r,m,y,c,L);return K.addEventListener("keydown",O=>{O.key!=="Escape"||A()===null||(O.preventDefault(),E())}),K}var ru="uplot",au="u-hz",cu="u-vt",uu="u-title",fu="u-wrap",pu="u-under",hu="u-over",du="u-axis",Sn="u-off",mu="u-select",gu="u-cursor-x",bu="u-cursor-y",wu="u-\
cursor-pt",ku="u-legend",yu="u-live",Su="u-inline",xu="u-series",Tu="u-marker",er="u-label",vu="u-value",yl="width",Sl="height";var tr="bottom",Jn="left",js="right",uo="#000",nr=uo+"0",Ys="mousemove",lr="mousedown",Ks="mouseup",sr="mouseenter",or="mouseleave",ir="dblclick",_u="resize",Eu="\
scroll",rr="change",es="dppxchange",fo="--",ll=typeof window<"u",eo=ll?document:null,Qn=ll?window:null,Mu=ll?navigator:null,me,Jl;function to(){let e=devicePixelRatio;
me!=e&&(me=e,Jl&&lo(rr,Jl,to),Jl=matchMedia(`(min-resolution: ${me-.001}dppx) and (max-resolution: ${me+.001}dppx)`),xn(rr,Jl,to),Qn.dispatchEvent(new CustomEvent(
es)))}function dt(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function no(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function $e(e,t,n){
e.style[t]=n+"px"}function Ct(e,t,n,l){let s=eo.createElement(e);return t!=null&&dt(s,t),n?.insertBefore(s,l),s}function vt(e,t){return Ct("div",e,t)}var ar=new WeakMap;
function Ht(e,t,n,l,s){let i="translate("+t+"px,"+n+"px)",r=ar.get(e);i!=r&&(e.style.transform=i,ar.set(e,i),t<0||n<0||t>l||n>s?dt(e,Sn):no(e,Sn))}var cr=new WeakMap;
function ur(e,t,n){let l=t+n,s=cr.get(e);l!=s&&(cr.set(e,l),e.style.background=t,e.style.borderColor=n)}var fr=new WeakMap;function pr(e,t,n,l){let s=t+""+n,i=fr.
get(e);s!=i&&(fr.set(e,s),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-n/2+"px":0)}var po={passive:!0},$u={...po,
capture:!0};function xn(e,t,n,l){t.addEventListener(e,n,l?$u:po)}function lo(e,t,n,l){t.removeEventListener(e,n,po)}ll&&to();function Dt(e,t,n,l){let s;n=n||0,l=
l||t.length-1;let i=l<=2147483647;for(;l-n>1;)s=i?n+l>>1:mt((n+l)/2),t[s]<e?n=s:l=s;return e-t[n]<=t[l]-e?n:l}function Wr(e){return(n,l,s)=>{let i=-1,r=-1;for(let c=l;c<=
s;c++)if(e(n[c])){i=c;break}for(let c=s;c>=l;c--)if(e(n[c])){r=c;break}return[i,r]}}var Vr=e=>e!=null,Hr=e=>e!=null&&e>0,ls=Wr(Vr),Au=Wr(Hr);function Pu(e,t,n,l=0,s=!1){
let i=s?Au:ls,r=s?Hr:Vr;[t,n]=i(e,t,n);let c=e[t],u=e[t];if(t>-1)if(l==1)c=e[t],u=e[n];else if(l==-1)c=e[n],u=e[t];else for(let f=t;f<=n;f++){let d=e[f];r(d)&&(d<
c?c=d:d>u&&(u=d))}return[c??ke,u??-ke]}function ss(e,t,n,l){let s=mr(e),i=mr(t);e==t&&(s==-1?(e*=n,t/=n):(e/=n,t*=n));let r=n==10?Yt:Ir,c=s==1?mt:_t,u=i==1?_t:mt,
f=c(r(qe(e))),d=u(r(qe(t))),m=Xn(n,f),b=Xn(n,d);return n==10&&(f<0&&(m=ye(m,-f)),d<0&&(b=ye(b,-d))),l||n==2?(e=m*s,t=b*i):(e=jr(e,m),t=os(t,b)),[e,t]}function ho(e,t,n,l){
let s=ss(e,t,n,l);return e==0&&(s[0]=0),t==0&&(s[1]=0),s}var mo=.1,hr={mode:3,pad:mo},Tl={pad:0,soft:null,mode:0},Lu={min:Tl,max:Tl};function ts(e,t,n,l){return is(
n)?dr(e,t,n):(Tl.pad=n,Tl.soft=l?0:null,Tl.mode=l?3:0,dr(e,t,Lu))}function he(e,t){return e??t}function Cu(e,t,n){for(t=he(t,0),n=he(n,e.length-1);t<=n;){if(e[t]!=
null)return!0;t++}return!1}function dr(e,t,n){let l=n.min,s=n.max,i=he(l.pad,0),r=he(s.pad,0),c=he(l.hard,-ke),u=he(s.hard,ke),f=he(l.soft,ke),d=he(s.soft,-ke),
m=he(l.mode,0),b=he(s.mode,0),y=t-e,T=Yt(y),P=ot(qe(e),qe(t)),A=Yt(P),_=qe(A-T);(y<1e-24||_>10)&&(y=0,(e==0||t==0)&&(y=1e-24,m==2&&f!=ke&&(i=0),b==2&&d!=-ke&&(r=
0)));let S=y||P||1e3,E=Yt(S),v=Xn(10,mt(E)),N=S*(y==0?e==0?.1:1:i),L=ye(jr(e-N,v/10),24),K=e>=f&&(m==1||m==3&&L<=f||m==2&&L>=f)?f:ke,O=ot(c,L<K&&e>=K?K:Ot(K,L)),
z=S*(y==0?t==0?.1:1:r),C=ye(os(t+z,v/10),24),M=t<=d&&(b==1||b==3&&C>=d||b==2&&C<=d)?d:-ke,G=Ot(u,C>M&&t<=M?M:ot(M,C));return O==G&&O==0&&(G=100),[O,G]}var Du=new Intl.
NumberFormat(ll?Mu.language:"en-US"),go=e=>Du.format(e),gt=Math,Xl=gt.PI,qe=gt.abs,mt=gt.floor,Be=gt.round,_t=gt.ceil,Ot=gt.min,ot=gt.max,Xn=gt.pow,mr=gt.sign,Yt=gt.
log10,Ir=gt.log2,Ou=(e,t=1)=>gt.sinh(e)*t,Js=(e,t=1)=>gt.asinh(e/t),ke=1/0;function gr(e){return(Yt((e^e>>31)-(e>>31))|0)+1}function so(e,t,n){return Ot(ot(e,t),
n)}function zr(e){return typeof e=="function"}function ae(e){return zr(e)?e:()=>e}var Ru=()=>{},Ur=e=>e,Gr=(e,t)=>t,Nu=e=>null,br=e=>!0,wr=(e,t)=>e==t,Fu=/\.\d*?(?=9{6,}|0{6,})/gm,
Tn=e=>{if(Kr(e)||on.has(e))return e;let t=`${e}`,n=t.match(Fu);if(n==null)return e;let l=n[0].length-1;if(t.indexOf("e-")!=-1){let[s,i]=t.split("e");return+`${Tn(
s)}e${i}`}return ye(e,l)};function kn(e,t){return Tn(ye(Tn(e/t))*t)}function os(e,t){return Tn(_t(Tn(e/t))*t)}function jr(e,t){return Tn(mt(Tn(e/t))*t)}function ye(e,t=0){
if(Kr(e))return e;let n=10**t,l=e*n*(1+Number.EPSILON);return Be(l)/n}var on=new Map;function Yr(e){return((""+e).split(".")[1]||"").length}function _l(e,t,n,l){
let s=[],i=l.map(Yr);for(let r=t;r<n;r++){let c=qe(r),u=ye(Xn(e,r),c);for(let f=0;f<l.length;f++){let d=e==10?+`${l[f]}e${r}`:l[f]*u,m=(r>=0?0:c)+(r>=i[f]?0:i[f]),
b=e==10?d:ye(d,m);s.push(b),on.set(b,m)}}return s}var vl={},bo=[],el=[null,null],sn=Array.isArray,Kr=Number.isInteger,Bu=e=>e===void 0;function kr(e){return typeof e==
"string"}function is(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function qu(e){return e!=null&&typeof e=="object"}var Wu=Object.getPrototypeOf(
Uint8Array),Jr="__proto__";function tl(e,t=is){let n;if(sn(e)){let l=e.find(s=>s!=null);if(sn(l)||t(l)){n=Array(e.length);for(let s=0;s<e.length;s++)n[s]=tl(e[s],
t)}else n=e.slice()}else if(e instanceof Wu)n=e.slice();else if(t(e)){n={};for(let l in e)l!=Jr&&(n[l]=tl(e[l],t))}else n=e;return n}function Ne(e){let t=arguments;
for(let n=1;n<t.length;n++){let l=t[n];for(let s in l)s!=Jr&&(is(e[s])?Ne(e[s],tl(l[s])):e[s]=tl(l[s]))}return e}var Vu=0,Hu=1,Iu=2;function zu(e,t,n){for(let l=0,
s,i=-1;l<t.length;l++){let r=t[l];if(r>i){for(s=r-1;s>=0&&e[s]==null;)e[s--]=null;for(s=r+1;s<n&&e[s]==null;)e[i=s++]=null}}}function Uu(e,t){if(Yu(e)){let r=e[0].
slice();for(let c=1;c<e.length;c++)r.push(...e[c].slice(1));return Ku(r[0])||(r=ju(r)),r}let n=new Set;for(let r=0;r<e.length;r++){let u=e[r][0],f=u.length;for(let d=0;d<
f;d++)n.add(u[d])}let l=[Array.from(n).sort((r,c)=>r-c)],s=l[0].length,i=new Map;for(let r=0;r<s;r++)i.set(l[0][r],r);for(let r=0;r<e.length;r++){let c=e[r],u=c[0];
for(let f=1;f<c.length;f++){let d=c[f],m=Array(s).fill(void 0),b=t?t[r][f]:Hu,y=[];for(let T=0;T<d.length;T++){let P=d[T],A=i.get(u[T]);P===null?b!=Vu&&(m[A]=P,
b==Iu&&y.push(A)):m[A]=P}zu(m,y,s),l.push(m)}}return l}var Gu=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function ju(e){let t=e[0],n=t.
length,l=Array(n);for(let i=0;i<l.length;i++)l[i]=i;l.sort((i,r)=>t[i]-t[r]);let s=[];for(let i=0;i<e.length;i++){let r=e[i],c=Array(n);for(let u=0;u<n;u++)c[u]=
r[l[u]];s.push(c)}return s}function Yu(e){let t=e[0][0],n=t.length;for(let l=1;l<e.length;l++){let s=e[l][0];if(s.length!=n)return!1;if(s!=t){for(let i=0;i<n;i++)
if(s[i]!=t[i])return!1}}return!0}function Ku(e,t=100){let n=e.length;if(n<=1)return!0;let l=0,s=n-1;for(;l<=s&&e[l]==null;)l++;for(;s>=l&&e[s]==null;)s--;if(s<=
l)return!0;let i=ot(1,mt((s-l+1)/t));for(let r=e[l],c=l+i;c<=s;c+=i){let u=e[c];if(u!=null){if(u<=r)return!1;r=u}}return!0}var Zr=["January","February","March",
"April","May","June","July","August","September","October","November","December"],Qr=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Xr(e){
return e.slice(0,3)}var Ju=Qr.map(Xr),Zu=Zr.map(Xr),Qu={MMMM:Zr,MMM:Zu,WWWW:Qr,WWW:Ju};function kl(e){return(e<10?"0":"")+e}function Xu(e){return(e<10?"00":e<100?
"0":"")+e}var ef={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>kl(e.getMonth()+
1),M:e=>e.getMonth()+1,DD:e=>kl(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>kl(e.getHours()),H:e=>e.getHours(),
h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>kl(e.
getMinutes()),m:e=>e.getMinutes(),ss:e=>kl(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Xu(e.getMilliseconds())};function wo(e,t){t=t||Qu;let n=[],l=/\{([a-z]+)\}|[^{]+/gi,
s;for(;s=l.exec(e);)n.push(s[0][0]=="{"?ef[s[1]]:s[0]);return i=>{let r="";for(let c=0;c<n.length;c++)r+=typeof n[c]=="string"?n[c]:n[c](i,t);return r}}var tf=new Intl.
DateTimeFormat().resolvedOptions().timeZone;function nf(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==tf?n=e:(n=new Date(
e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var ea=e=>e%1==0,ns=[1,2,2.5,5],lf=_l(10,-32,0,ns),ta=_l(10,0,32,ns),sf=ta.filter(
ea),yn=lf.concat(ta),ko=`
`,na="{YYYY}",yr=ko+na,la="{M}/{D}",xl=ko+la,Zl=xl+"/{YY}",sa="{aa}",of="{h}:{mm}",Zn=of+sa,Sr=ko+Zn,xr=":{ss}",ge=null;function oa(e){let t=e*1e3,n=t*60,l=n*60,
s=l*24,i=s*30,r=s*365,u=(e==1?_l(10,0,3,ns).filter(ea):_l(10,-3,0,ns)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,l,l*2,l*3,l*4,l*6,l*8,l*12,s,s*2,s*3,s*
4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,i,i*2,i*3,i*4,i*6,r,r*2,r*5,r*10,r*25,r*50,r*100]),f=[[r,na,ge,ge,ge,ge,ge,ge,1],[s*28,"{MMM}",yr,ge,ge,ge,ge,ge,1],[s,la,yr,ge,
ge,ge,ge,ge,1],[l,"{h}"+sa,Zl,ge,xl,ge,ge,ge,1],[n,Zn,Zl,ge,xl,ge,ge,ge,1],[t,xr,Zl+" "+Zn,ge,xl+" "+Zn,ge,Sr,ge,1],[e,xr+".{fff}",Zl+" "+Zn,ge,xl+" "+Zn,ge,Sr,
ge,1]];function d(m){return(b,y,T,P,A,_)=>{let S=[],E=A>=r,v=A>=i&&A<r,N=m(T),L=ye(N*e,3),K=Zs(N.getFullYear(),E?0:N.getMonth(),v||E?1:N.getDate()),O=ye(K*e,3);
if(v||E){let z=v?A/i:0,C=E?A/r:0,M=L==O?L:ye(Zs(K.getFullYear()+C,K.getMonth()+z,1)*e,3),G=new Date(Be(M/e)),F=G.getFullYear(),Y=G.getMonth();for(let U=0;M<=P;U++){
let Q=Zs(F+C*U,Y+z*U,1),H=Q-m(ye(Q*e,3));M=ye((+Q+H)*e,3),M<=P&&S.push(M)}}else{let z=A>=s?s:A,C=mt(T)-mt(L),M=O+C+os(L-O,z);S.push(M);let G=m(M),F=G.getHours()+
G.getMinutes()/n+G.getSeconds()/l,Y=A/l,U=b.axes[y]._space,Q=_/U;for(;M=ye(M+A,e==1?0:3),!(M>P);)if(Y>1){let H=mt(ye(F+Y,6))%24,le=m(M).getHours()-H;le>1&&(le=-1),
M-=le*l,F=(F+Y)%24;let re=S[S.length-1];ye((M-re)/A,3)*Q>=.7&&S.push(M)}else S.push(M)}return S}}return[u,f,d]}var[rf,af,cf]=oa(1),[uf,ff,pf]=oa(.001);_l(2,-53,
53,[1]);function Tr(e,t){return e.map(n=>n.map((l,s)=>s==0||s==8||l==null?l:t(s==1||n[8]==0?l:n[1]+l)))}function vr(e,t){return(n,l,s,i,r)=>{let c=t.find(T=>r>=
T[0])||t[t.length-1],u,f,d,m,b,y;return l.map(T=>{let P=e(T),A=P.getFullYear(),_=P.getMonth(),S=P.getDate(),E=P.getHours(),v=P.getMinutes(),N=P.getSeconds(),L=A!=
u&&c[2]||_!=f&&c[3]||S!=d&&c[4]||E!=m&&c[5]||v!=b&&c[6]||N!=y&&c[7]||c[1];return u=A,f=_,d=S,m=E,b=v,y=N,L(P)})}}function hf(e,t){let n=wo(t);return(l,s,i,r,c)=>s.
map(u=>n(e(u)))}function Zs(e,t,n){return new Date(e,t,n)}function _r(e,t){return t(e)}var df="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Er(e,t){return(n,l,s,i)=>i==
null?fo:t(e(l))}function mf(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function gf(e,t){return e.series[t].fill(
e,t)}var bf={show:!0,live:!0,isolate:!1,mount:Ru,markers:{show:!0,width:2,stroke:mf,fill:gf,dash:"solid"},idx:null,idxs:null,values:[]};function wf(e,t){let n=e.
cursor.points,l=vt(),s=n.size(e,t);$e(l,yl,s),$e(l,Sl,s);let i=s/-2;$e(l,"marginLeft",i),$e(l,"marginTop",i);let r=n.width(e,t,s);return r&&$e(l,"borderWidth",r),
l}function kf(e,t){let n=e.series[t].points;return n._fill||n._stroke}function yf(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Sf(e,t){return e.
series[t].points.size}var Qs=[0,0];function xf(e,t,n){return Qs[0]=t,Qs[1]=n,Qs}function Ql(e,t,n,l=!0){return s=>{s.button==0&&(!l||s.target==t)&&n(s)}}function Xs(e,t,n,l=!0){
return s=>{(!l||s.target==t)&&n(s)}}var Tf={show:!0,x:!0,y:!0,lock:!1,move:xf,points:{one:!1,show:wf,size:Sf,width:0,stroke:yf,fill:kf},bind:{mousedown:Ql,mouseup:Ql,
click:Ql,dblclick:Ql,mousemove:Xs,mouseleave:Xs,mouseenter:Xs},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},
_x:!1,_y:!1},focus:{dist:(e,t,n,l,s)=>l-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},ia={
show:!0,stroke:"rgba(0,0,0,0.07)",width:2},yo=Ne({},ia,{filter:Gr}),ra=Ne({},yo,{size:10}),aa=Ne({},ia,{show:!1}),So='12px system-ui, -apple-system, "Segoe UI",\
 Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',ca="bold "+So,ua=1.5,Mr={
show:!0,scale:"x",stroke:uo,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:ca,side:2,grid:yo,ticks:ra,border:aa,font:So,lineGap:ua,rotate:0},
vf="Value",_f="Time",$r={show:!0,scale:"x",auto:!1,sorted:1,min:ke,max:-ke,idxs:[]};function Ef(e,t,n,l,s){return t.map(i=>i==null?"":go(i))}function Mf(e,t,n,l,s,i,r){
let c=[],u=on.get(s)||0;n=r?n:ye(os(n,s),u);for(let f=n;f<=l;f=ye(f+s,u))c.push(Object.is(f,-0)?0:f);return c}function oo(e,t,n,l,s,i,r){let c=[],u=e.scales[e.axes[t].
scale].log,f=u==10?Yt:Ir,d=mt(f(n));s=Xn(u,d),u==10&&(s=yn[Dt(s,yn)]);let m=n,b=s*u;u==10&&(b=yn[Dt(b,yn)]);do c.push(m),m=m+s,u==10&&!on.has(m)&&(m=ye(m,on.get(
s))),m>=b&&(s=m,b=s*u,u==10&&(b=yn[Dt(b,yn)]));while(m<=l);return c}function $f(e,t,n,l,s,i,r){let u=e.scales[e.axes[t].scale].asinh,f=l>u?oo(e,t,ot(u,n),l,s):[
u],d=l>=0&&n<=0?[0]:[];return(n<-u?oo(e,t,ot(u,-l),-n,s):[u]).reverse().map(b=>-b).concat(d,f)}var fa=/./,Af=/[12357]/,Pf=/[125]/,Ar=/1/,io=(e,t,n,l)=>e.map((s,i)=>t==
4&&s==0||i%l==0&&n.test(s.toExponential()[s<0?1:0])?s:null);function Lf(e,t,n,l,s){let i=e.axes[n],r=i.scale,c=e.scales[r],u=e.valToPos,f=i._space,d=u(10,r),m=u(
9,r)-d>=f?fa:u(7,r)-d>=f?Af:u(5,r)-d>=f?Pf:Ar;if(m==Ar){let b=qe(u(1,r)-d);if(b<f)return io(t.slice().reverse(),c.distr,m,_t(f/b)).reverse()}return io(t,c.distr,
m,1)}function Cf(e,t,n,l,s){let i=e.axes[n],r=i.scale,c=i._space,u=e.valToPos,f=qe(u(1,r)-u(2,r));return f<c?io(t.slice().reverse(),3,fa,_t(c/f)).reverse():t}function Df(e,t,n,l){
return l==null?fo:t==null?"":go(t)}var Pr={show:!0,scale:"y",stroke:uo,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:ca,side:3,grid:yo,ticks:ra,
border:aa,font:So,lineGap:ua,rotate:0};function Of(e,t){let n=3+(e||1)*2;return ye(n*t,3)}function Rf(e,t){let{scale:n,idxs:l}=e.series[0],s=e._data[0],i=e.valToPos(
s[l[0]],n,!0),r=e.valToPos(s[l[1]],n,!0),c=qe(r-i),u=e.series[t],f=c/(u.points.space*me);return l[1]-l[0]<=f}var Lr={scale:null,auto:!0,sorted:0,min:ke,max:-ke},
pa=(e,t,n,l,s)=>s,Cr={show:!0,auto:!0,sorted:0,gaps:pa,alpha:1,facets:[Ne({},Lr,{scale:"x"}),Ne({},Lr,{scale:"y"})]},Dr={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,
gaps:pa,alpha:1,points:{show:Rf,filter:null},values:null,min:ke,max:-ke,idxs:[],path:null,clip:null};function Nf(e,t,n,l,s){return n/10}var ha={time:!0,auto:!0,
distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Ff=Ne({},ha,{time:!1,ori:1}),Or={};function da(e,t){let n=Or[e];return n||(n={key:e,plots:[],sub(l){n.plots.
push(l)},unsub(l){n.plots=n.plots.filter(s=>s!=l)},pub(l,s,i,r,c,u,f){for(let d=0;d<n.plots.length;d++)n.plots[d]!=s&&n.plots[d].pub(l,s,i,r,c,u,f)}},e!=null&&(Or[e]=
n)),n}var nl=1,ro=2;function vn(e,t,n){let l=e.mode,s=e.series[t],i=l==2?e._data[t]:e._data,r=e.scales,c=e.bbox,u=i[0],f=l==2?i[1]:i[t],d=l==2?r[s.facets[0].scale]:
r[e.series[0].scale],m=l==2?r[s.facets[1].scale]:r[s.scale],b=c.left,y=c.top,T=c.width,P=c.height,A=e.valToPosH,_=e.valToPosV;return d.ori==0?n(s,u,f,d,m,A,_,b,
y,T,P,as,sl,us,ga,wa):n(s,u,f,d,m,_,A,y,b,P,T,cs,ol,vo,ba,ka)}function xo(e,t){let n=0,l=0,s=he(e.bands,bo);for(let i=0;i<s.length;i++){let r=s[i];r.series[0]==
t?n=r.dir:r.series[1]==t&&(r.dir==1?l|=1:l|=2)}return[n,l==1?-1:l==2?1:l==3?2:0]}function Bf(e,t,n,l,s){let i=e.mode,r=e.series[t],c=i==2?r.facets[1].scale:r.scale,
u=e.scales[c];return s==-1?u.min:s==1?u.max:u.distr==3?u.dir==1?u.min:u.max:0}function Kt(e,t,n,l,s,i){return vn(e,t,(r,c,u,f,d,m,b,y,T,P,A)=>{let _=r.pxRound,S=f.
dir*(f.ori==0?1:-1),E=f.ori==0?sl:ol,v,N;S==1?(v=n,N=l):(v=l,N=n);let L=_(m(c[v],f,P,y)),K=_(b(u[v],d,A,T)),O=_(m(c[N],f,P,y)),z=_(b(i==1?d.max:d.min,d,A,T)),C=new Path2D(
s);return E(C,O,z),E(C,L,z),E(C,L,K),C})}function rs(e,t,n,l,s,i){let r=null;if(e.length>0){r=new Path2D;let c=t==0?us:vo,u=n;for(let m=0;m<e.length;m++){let b=e[m];
if(b[1]>b[0]){let y=b[0]-u;y>0&&c(r,u,l,y,l+i),u=b[1]}}let f=n+s-u,d=10;f>0&&c(r,u,l-d/2,f,l+i+d)}return r}function qf(e,t,n){let l=e[e.length-1];l&&l[0]==t?l[1]=
n:e.push([t,n])}function To(e,t,n,l,s,i,r){let c=[],u=e.length;for(let f=s==1?n:l;f>=n&&f<=l;f+=s)if(t[f]===null){let m=f,b=f;if(s==1)for(;++f<=l&&t[f]===null;)
b=f;else for(;--f>=n&&t[f]===null;)b=f;let y=i(e[m]),T=b==m?y:i(e[b]),P=m-s;y=r<=0&&P>=0&&P<u?i(e[P]):y;let _=b+s;T=r>=0&&_>=0&&_<u?i(e[_]):T,T>=y&&c.push([y,T])}
return c}function Rr(e){return e==0?Ur:e==1?Be:t=>kn(t,e)}function ma(e){let t=e==0?as:cs,n=e==0?(s,i,r,c,u,f)=>{s.arcTo(i,r,c,u,f)}:(s,i,r,c,u,f)=>{s.arcTo(r,i,
u,c,f)},l=e==0?(s,i,r,c,u)=>{s.rect(i,r,c,u)}:(s,i,r,c,u)=>{s.rect(r,i,u,c)};return(s,i,r,c,u,f=0,d=0)=>{f==0&&d==0?l(s,i,r,c,u):(f=Ot(f,c/2,u/2),d=Ot(d,c/2,u/2),
t(s,i+f,r),n(s,i+c,r,i+c,r+u,f),n(s,i+c,r+u,i,r+u,d),n(s,i,r+u,i,r,d),n(s,i,r,i+c,r,f),s.closePath())}}var as=(e,t,n)=>{e.moveTo(t,n)},cs=(e,t,n)=>{e.moveTo(n,t)},
sl=(e,t,n)=>{e.lineTo(t,n)},ol=(e,t,n)=>{e.lineTo(n,t)},us=ma(0),vo=ma(1),ga=(e,t,n,l,s,i)=>{e.arc(t,n,l,s,i)},ba=(e,t,n,l,s,i)=>{e.arc(n,t,l,s,i)},wa=(e,t,n,l,s,i,r)=>{
e.bezierCurveTo(t,n,l,s,i,r)},ka=(e,t,n,l,s,i,r)=>{e.bezierCurveTo(n,t,s,l,r,i)};function ya(e){return(t,n,l,s,i)=>vn(t,n,(r,c,u,f,d,m,b,y,T,P,A)=>{let{pxRound:_,
points:S}=r,E,v;f.ori==0?(E=as,v=ga):(E=cs,v=ba);let N=ye(S.width*me,3),L=(S.size-S.width)/2*me,K=ye(L*2,3),O=new Path2D,z=new Path2D,{left:C,top:M,width:G,height:F}=t.
bbox;us(z,C-K,M-K,G+K*2,F+K*2);let Y=U=>{if(u[U]!=null){let Q=_(m(c[U],f,P,y)),H=_(b(u[U],d,A,T));E(O,Q+L,H),v(O,Q,H,L,0,Xl*2)}};if(i)i.forEach(Y);else for(let U=l;U<=
s;U++)Y(U);return{stroke:N>0?O:null,fill:O,clip:z,flags:nl|ro}})}function Sa(e){return(t,n,l,s,i,r)=>{l!=s&&(i!=l&&r!=l&&e(t,n,l),i!=s&&r!=s&&e(t,n,s),e(t,n,r))}}
var Wf=Sa(sl),Vf=Sa(ol);function xa(e){let t=he(e?.alignGaps,0);return(n,l,s,i)=>vn(n,l,(r,c,u,f,d,m,b,y,T,P,A)=>{[s,i]=ls(u,s,i);let _=r.pxRound,S=F=>_(m(F,f,P,
y)),E=F=>_(b(F,d,A,T)),v,N;f.ori==0?(v=sl,N=Wf):(v=ol,N=Vf);let L=f.dir*(f.ori==0?1:-1),K={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:nl},O=K.
stroke,z=!1;if(i-s>=P*4){let F=I=>n.posToVal(I,f.key,!0),Y=null,U=null,Q,H,oe,fe=S(c[L==1?s:i]),le=S(c[s]),re=S(c[i]),te=F(L==1?le+1:re-1);for(let I=L==1?s:i;I>=
s&&I<=i;I+=L){let ve=c[I],we=(L==1?ve<te:ve>te)?fe:S(ve),ue=u[I];we==fe?ue!=null?(H=ue,Y==null?(v(O,we,E(H)),Q=Y=U=H):H<Y?Y=H:H>U&&(U=H)):ue===null&&(z=!0):(Y!=
null&&N(O,fe,E(Y),E(U),E(Q),E(H)),ue!=null?(H=ue,v(O,we,E(H)),Y=U=Q=H):(Y=U=null,ue===null&&(z=!0)),fe=we,te=F(fe+L))}Y!=null&&Y!=U&&oe!=fe&&N(O,fe,E(Y),E(U),E(
Q),E(H))}else for(let F=L==1?s:i;F>=s&&F<=i;F+=L){let Y=u[F];Y===null?z=!0:Y!=null&&v(O,S(c[F]),E(Y))}let[M,G]=xo(n,l);if(r.fill!=null||M!=0){let F=K.fill=new Path2D(
O),Y=r.fillTo(n,l,r.min,r.max,M),U=E(Y),Q=S(c[s]),H=S(c[i]);L==-1&&([H,Q]=[Q,H]),v(F,H,U),v(F,Q,U)}if(!r.spanGaps){let F=[];z&&F.push(...To(c,u,s,i,L,S,t)),K.gaps=
F=r.gaps(n,l,s,i,F),K.clip=rs(F,f.ori,y,T,P,A)}return G!=0&&(K.band=G==2?[Kt(n,l,s,i,O,-1),Kt(n,l,s,i,O,1)]:Kt(n,l,s,i,O,G)),K})}function Hf(e){let t=he(e.align,
1),n=he(e.ascDesc,!1),l=he(e.alignGaps,0),s=he(e.extend,!1);return(i,r,c,u)=>vn(i,r,(f,d,m,b,y,T,P,A,_,S,E)=>{[c,u]=ls(m,c,u);let v=f.pxRound,{left:N,width:L}=i.
bbox,K=le=>v(T(le,b,S,A)),O=le=>v(P(le,y,E,_)),z=b.ori==0?sl:ol,C={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:nl},M=C.stroke,G=b.dir*(b.ori==
0?1:-1),F=O(m[G==1?c:u]),Y=K(d[G==1?c:u]),U=Y,Q=Y;s&&t==-1&&(Q=N,z(M,Q,F)),z(M,Y,F);for(let le=G==1?c:u;le>=c&&le<=u;le+=G){let re=m[le];if(re==null)continue;let te=K(
d[le]),I=O(re);t==1?z(M,te,F):z(M,U,I),z(M,te,I),F=I,U=te}let H=U;s&&t==1&&(H=N+L,z(M,H,F));let[oe,fe]=xo(i,r);if(f.fill!=null||oe!=0){let le=C.fill=new Path2D(
M),re=f.fillTo(i,r,f.min,f.max,oe),te=O(re);z(le,H,te),z(le,Q,te)}if(!f.spanGaps){let le=[];le.push(...To(d,m,c,u,G,K,l));let re=f.width*me/2,te=n||t==1?re:-re,
I=n||t==-1?-re:re;le.forEach(ve=>{ve[0]+=te,ve[1]+=I}),C.gaps=le=f.gaps(i,r,c,u,le),C.clip=rs(le,b.ori,A,_,S,E)}return fe!=0&&(C.band=fe==2?[Kt(i,r,c,u,M,-1),Kt(
i,r,c,u,M,1)]:Kt(i,r,c,u,M,fe)),C})}function Nr(e,t,n,l,s,i,r=ke){if(e.length>1){let c=null;for(let u=0,f=1/0;u<e.length;u++)if(t[u]!==void 0){if(c!=null){let d=qe(
e[u]-e[c]);d<f&&(f=d,r=qe(n(e[u],l,s,i)-n(e[c],l,s,i)))}c=u}}return r}function If(e){e=e||vl;let t=he(e.size,[.6,ke,1]),n=e.align||0,l=e.gap||0,s=e.radius;s=s==
null?[0,0]:typeof s=="number"?[s,0]:s;let i=ae(s),r=1-t[0],c=he(t[1],ke),u=he(t[2],1),f=he(e.disp,vl),d=he(e.each,y=>{}),{fill:m,stroke:b}=f;return(y,T,P,A)=>vn(
y,T,(_,S,E,v,N,L,K,O,z,C,M)=>{let G=_.pxRound,F=n,Y=l*me,U=c*me,Q=u*me,H,oe;v.ori==0?[H,oe]=i(y,T):[oe,H]=i(y,T);let fe=v.dir*(v.ori==0?1:-1),le=v.ori==0?us:vo,
re=v.ori==0?d:(W,xe,Fe,En,cn,Rt,un)=>{d(W,xe,Fe,cn,En,un,Rt)},te=he(y.bands,bo).find(W=>W.series[0]==T),I=te!=null?te.dir:0,ve=_.fillTo(y,T,_.min,_.max,I),We=G(
K(ve,N,M,z)),we,ue,at,Ze=C,Se=G(_.width*me),R=!1,J=null,ce=null,Pe=null,Qe=null;m!=null&&(Se==0||b!=null)&&(R=!0,J=m.values(y,T,P,A),ce=new Map,new Set(J).forEach(
W=>{W!=null&&ce.set(W,new Path2D)}),Se>0&&(Pe=b.values(y,T,P,A),Qe=new Map,new Set(Pe).forEach(W=>{W!=null&&Qe.set(W,new Path2D)})));let{x0:et,size:rn}=f;if(et!=
null&&rn!=null){F=1,S=et.values(y,T,P,A),et.unit==2&&(S=S.map(Fe=>y.posToVal(O+Fe*C,v.key,!0)));let W=rn.values(y,T,P,A);rn.unit==2?ue=W[0]*C:ue=L(W[0],v,C,O)-L(
0,v,C,O),Ze=Nr(S,E,L,v,C,O,Ze),at=Ze-ue+Y}else Ze=Nr(S,E,L,v,C,O,Ze),at=Ze*r+Y,ue=Ze-at;at<1&&(at=0),Se>=ue/2&&(Se=0),at<5&&(G=Ur);let bt=at>0,Et=Ze-at-(bt?Se:0);
ue=G(so(Et,Q,U)),we=(F==0?ue/2:F==fe?0:ue)-F*fe*((F==0?Y/2:0)+(bt?Se/2:0));let Ve={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},_n=R?null:new Path2D,
It=null;if(te!=null)It=y.data[te.series[1]];else{let{y0:W,y1:xe}=f;W!=null&&xe!=null&&(E=xe.values(y,T,P,A),It=W.values(y,T,P,A))}let an=H*ue,ne=oe*ue;for(let W=fe==
1?P:A;W>=P&&W<=A;W+=fe){let xe=E[W];if(xe==null)continue;if(It!=null){let it=It[W]??0;if(xe-it==0)continue;We=K(it,N,M,z)}let Fe=v.distr!=2||f!=null?S[W]:W,En=L(
Fe,v,C,O),cn=K(he(xe,ve),N,M,z),Rt=G(En-we),un=G(ot(cn,We)),ct=G(Ot(cn,We)),wt=un-ct;if(xe!=null){let it=xe<0?ne:an,Mt=xe<0?an:ne;R?(Se>0&&Pe[W]!=null&&le(Qe.get(
Pe[W]),Rt,ct+mt(Se/2),ue,ot(0,wt-Se),it,Mt),J[W]!=null&&le(ce.get(J[W]),Rt,ct+mt(Se/2),ue,ot(0,wt-Se),it,Mt)):le(_n,Rt,ct+mt(Se/2),ue,ot(0,wt-Se),it,Mt),re(y,T,
W,Rt-Se/2,ct,ue+Se,wt)}}return Se>0?Ve.stroke=R?Qe:_n:R||(Ve._fill=_.width==0?_._fill:_._stroke??_._fill,Ve.width=0),Ve.fill=R?ce:_n,Ve})}function zf(e,t){let n=he(
t?.alignGaps,0);return(l,s,i,r)=>vn(l,s,(c,u,f,d,m,b,y,T,P,A,_)=>{[i,r]=ls(f,i,r);let S=c.pxRound,E=H=>S(b(H,d,A,T)),v=H=>S(y(H,m,_,P)),N,L,K;d.ori==0?(N=as,K=sl,
L=wa):(N=cs,K=ol,L=ka);let O=d.dir*(d.ori==0?1:-1),z=E(u[O==1?i:r]),C=z,M=[],G=[];for(let H=O==1?i:r;H>=i&&H<=r;H+=O)if(f[H]!=null){let fe=u[H],le=E(fe);M.push(
C=le),G.push(v(f[H]))}let F={stroke:e(M,G,N,K,L,S),fill:null,clip:null,band:null,gaps:null,flags:nl},Y=F.stroke,[U,Q]=xo(l,s);if(c.fill!=null||U!=0){let H=F.fill=
new Path2D(Y),oe=c.fillTo(l,s,c.min,c.max,U),fe=v(oe);K(H,C,fe),K(H,z,fe)}if(!c.spanGaps){let H=[];H.push(...To(u,f,i,r,O,E,n)),F.gaps=H=c.gaps(l,s,i,r,H),F.clip=
rs(H,d.ori,T,P,A,_)}return Q!=0&&(F.band=Q==2?[Kt(l,s,i,r,Y,-1),Kt(l,s,i,r,Y,1)]:Kt(l,s,i,r,Y,Q)),F})}function Uf(e){return zf(Gf,e)}function Gf(e,t,n,l,s,i){let r=e.
length;if(r<2)return null;let c=new Path2D;if(n(c,e[0],t[0]),r==2)l(c,e[1],t[1]);else{let u=Array(r),f=Array(r-1),d=Array(r-1),m=Array(r-1);for(let b=0;b<r-1;b++)
d[b]=t[b+1]-t[b],m[b]=e[b+1]-e[b],f[b]=d[b]/m[b];u[0]=f[0];for(let b=1;b<r-1;b++)f[b]===0||f[b-1]===0||f[b-1]>0!=f[b]>0?u[b]=0:(u[b]=3*(m[b-1]+m[b])/((2*m[b]+m[b-
1])/f[b-1]+(m[b]+2*m[b-1])/f[b]),isFinite(u[b])||(u[b]=0));u[r-1]=f[r-2];for(let b=0;b<r-1;b++)s(c,e[b]+m[b]/3,t[b]+u[b]*m[b]/3,e[b+1]-m[b]/3,t[b+1]-u[b+1]*m[b]/
3,e[b+1],t[b+1])}return c}var ao=new Set;function Fr(){for(let e of ao)e.syncRect(!0)}ll&&(xn(_u,Qn,Fr),xn(Eu,Qn,Fr,!0),xn(es,Qn,()=>{Je.pxRatio=me}));var jf=xa(),
Yf=ya();function Br(e,t,n,l){return(l?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((i,r)=>co(i,r,t,n))}function Kf(e,t){return e.map((n,l)=>l==
0?{}:Ne({},t,n))}function co(e,t,n,l){return Ne({},t==0?n:l,e)}function Ta(e,t,n){return t==null?el:[t,n]}var Jf=Ta;function Zf(e,t,n){return t==null?el:ts(t,n,
mo,!0)}function va(e,t,n,l){return t==null?el:ss(t,n,e.scales[l].log,!1)}var Qf=va;function _a(e,t,n,l){return t==null?el:ho(t,n,e.scales[l].log,!1)}var Xf=_a;function ep(e,t,n,l,s){
let i=ot(gr(e),gr(t)),r=t-e,c=Dt(s/l*r,n);do{let u=n[c],f=l*u/r;if(f>=s&&i+(u<5?on.get(u):0)<=17)return[u,f]}while(++c<n.length);return[0,0]}function qr(e){let t,
n;return e=e.replace(/(\d+)px/,(l,s)=>(t=Be((n=+s)*me))+"px"),[e,t,n]}function tp(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=ye(t[2]*me,1);t[0]=t[0].replace(
/[0-9.]+px/,n+"px"),t[1]=n})}function Je(e,t,n){let l={mode:he(e.mode,1)},s=l.mode;function i(o,a,p,h){let g=a.valToPct(o);return h+p*(a.dir==-1?1-g:g)}function r(o,a,p,h){
let g=a.valToPct(o);return h+p*(a.dir==-1?g:1-g)}function c(o,a,p,h){return a.ori==0?i(o,a,p,h):r(o,a,p,h)}l.valToPosH=i,l.valToPosV=r;let u=!1;l.status=0;let f=l.
root=vt(ru);if(e.id!=null&&(f.id=e.id),dt(f,e.class),e.title){let o=vt(uu,f);o.textContent=e.title}let d=Ct("canvas"),m=l.ctx=d.getContext("2d"),b=vt(fu,f);xn("\
click",b,o=>{o.target===T&&(_e!=Fn||Ae!=Bn)&&Ke.click(l,o)},!0);let y=l.under=vt(pu,b);b.appendChild(d);let T=l.over=vt(hu,b);e=tl(e);let P=+he(e.pxAlign,1),A=Rr(
P);(e.plugins||[]).forEach(o=>{o.opts&&(e=o.opts(l,e)||e)});let _=e.ms||.001,S=l.series=s==1?Br(e.series||[],$r,Dr,!1):Kf(e.series||[null],Cr),E=l.axes=Br(e.axes||
[],Mr,Pr,!0),v=l.scales={},N=l.bands=e.bands||[];N.forEach(o=>{o.fill=ae(o.fill||null),o.dir=he(o.dir,-1)});let L=s==2?S[1].facets[0].scale:S[0].scale,K={axes:ja,
series:Ha},O=(e.drawOrder||["axes","series"]).map(o=>K[o]);function z(o){let a=o.distr==3?p=>Yt(p>0?p:o.clamp(l,p,o.min,o.max,o.key)):o.distr==4?p=>Js(p,o.asinh):
o.distr==100?p=>o.fwd(p):p=>p;return p=>{let h=a(p),{_min:g,_max:k}=o,x=k-g;return(h-g)/x}}function C(o){let a=v[o];if(a==null){let p=(e.scales||vl)[o]||vl;if(p.
from!=null){C(p.from);let h=Ne({},v[p.from],p,{key:o});h.valToPct=z(h),v[o]=h}else{a=v[o]=Ne({},o==L?ha:Ff,p),a.key=o;let h=a.time,g=a.range,k=sn(g);if((o!=L||s==
2&&!h)&&(k&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?hr:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?hr:{mode:1,hard:g[1],soft:g[1]}},k=!1),!k&&is(g))){let x=g;
g=($,D,B)=>D==null?el:ts(D,B,x)}a.range=ae(g||(h?Jf:o==L?a.distr==3?Qf:a.distr==4?Xf:Ta:a.distr==3?va:a.distr==4?_a:Zf)),a.auto=ae(k?!1:a.auto),a.clamp=ae(a.clamp||
Nf),a._min=a._max=null,a.valToPct=z(a)}}}C("x"),C("y"),s==1&&S.forEach(o=>{C(o.scale)}),E.forEach(o=>{C(o.scale)});for(let o in e.scales)C(o);let M=v[L],G=M.distr,
F,Y;M.ori==0?(dt(f,au),F=i,Y=r):(dt(f,cu),F=r,Y=i);let U={};for(let o in v){let a=v[o];(a.min!=null||a.max!=null)&&(U[o]={min:a.min,max:a.max},a.min=a.max=null)}
let Q=e.tzDate||(o=>new Date(Be(o/_))),H=e.fmtDate||wo,oe=_==1?cf(Q):pf(Q),fe=vr(Q,Tr(_==1?af:ff,H)),le=Er(Q,_r(df,H)),re=[],te=l.legend=Ne({},bf,e.legend),I=l.
cursor=Ne({},Tf,{drag:{y:s==2}},e.cursor),ve=te.show,We=I.show,we=te.markers;te.idxs=re,we.width=ae(we.width),we.dash=ae(we.dash),we.stroke=ae(we.stroke),we.fill=
ae(we.fill);let ue,at,Ze,Se=[],R=[],J,ce=!1,Pe={};if(te.live){let o=S[1]?S[1].values:null;ce=o!=null,J=ce?o(l,1,0):{_:0};for(let a in J)Pe[a]=fo}if(ve)if(ue=Ct(
"table",ku,f),Ze=Ct("tbody",null,ue),te.mount(l,ue),ce){at=Ct("thead",null,ue,Ze);let o=Ct("tr",null,at);Ct("th",null,o);for(var Qe in J)Ct("th",er,o).textContent=
Qe}else dt(ue,Su),te.live&&dt(ue,yu);let et={show:!0},rn={show:!1};function bt(o,a){if(a==0&&(ce||!te.live||s==2))return el;let p=[],h=Ct("tr",xu,Ze,Ze.childNodes[a]);
dt(h,o.class),o.show||dt(h,Sn);let g=Ct("th",null,h);if(we.show){let $=vt(Tu,g);if(a>0){let D=we.width(l,a);D&&($.style.border=D+"px "+we.dash(l,a)+" "+we.stroke(
l,a)),$.style.background=we.fill(l,a)}}let k=vt(er,g);o.label instanceof HTMLElement?k.appendChild(o.label):k.textContent=o.label,a>0&&(we.show||(k.style.color=
o.width>0?we.stroke(l,a):we.fill(l,a)),Ve("click",g,$=>{if(I._lock)return;pn($);let D=S.indexOf(o);if(($.ctrlKey||$.metaKey)!=te.isolate){let B=S.some((q,V)=>V>
0&&V!=D&&q.show);S.forEach((q,V)=>{V>0&&Ft(V,B?V==D?et:rn:et,!0,Re.setSeries)})}else Ft(D,{show:!o.show},!0,Re.setSeries)},!1),$n&&Ve(sr,g,$=>{I._lock||(pn($),Ft(
S.indexOf(o),Wn,!0,Re.setSeries))},!1));for(var x in J){let $=Ct("td",vu,h);$.textContent="--",p.push($)}return[h,p]}let Et=new Map;function Ve(o,a,p,h=!0){let g=Et.
get(a)||{},k=I.bind[o](l,a,p,h);k&&(xn(o,a,g[o]=k),Et.set(a,g))}function _n(o,a,p){let h=Et.get(a)||{};for(let g in h)(o==null||g==o)&&(lo(g,a,h[g]),delete h[g]);
o==null&&Et.delete(a)}let It=0,an=0,ne=0,W=0,xe=0,Fe=0,En=xe,cn=Fe,Rt=ne,un=W,ct=0,wt=0,it=0,Mt=0;l.bbox={};let hs=!1,El=!1,Mn=!1,fn=!1,Ml=!1,kt=!1;function ds(o,a,p){
(p||o!=l.width||a!=l.height)&&Eo(o,a),Dn(!1),Mn=!0,El=!0,On()}function Eo(o,a){l.width=It=ne=o,l.height=an=W=a,xe=Fe=0,Ra(),Na();let p=l.bbox;ct=p.left=kn(xe*me,
.5),wt=p.top=kn(Fe*me,.5),it=p.width=kn(ne*me,.5),Mt=p.height=kn(W*me,.5)}let Ca=3;function Da(){let o=!1,a=0;for(;!o;){a++;let p=Ua(a),h=Ga(a);o=a==Ca||p&&h,o||
(Eo(l.width,l.height),El=!0)}}function Oa({width:o,height:a}){ds(o,a)}l.setSize=Oa;function Ra(){let o=!1,a=!1,p=!1,h=!1;E.forEach((g,k)=>{if(g.show&&g._show){let{
side:x,_size:$}=g,D=x%2,B=g.label!=null?g.labelSize:0,q=$+B;q>0&&(D?(ne-=q,x==3?(xe+=q,h=!0):p=!0):(W-=q,x==0?(Fe+=q,o=!0):a=!0))}}),hn[0]=o,hn[1]=p,hn[2]=a,hn[3]=
h,ne-=Jt[1]+Jt[3],xe+=Jt[3],W-=Jt[2]+Jt[0],Fe+=Jt[0]}function Na(){let o=xe+ne,a=Fe+W,p=xe,h=Fe;function g(k,x){switch(k){case 1:return o+=x,o-x;case 2:return a+=
x,a-x;case 3:return p-=x,p+x;case 0:return h-=x,h+x}}E.forEach((k,x)=>{if(k.show&&k._show){let $=k.side;k._pos=g($,k._size),k.label!=null&&(k._lpos=g($,k.labelSize))}})}
if(I.dataIdx==null){let o=I.hover,a=o.skip=new Set(o.skip??[]);a.add(void 0);let p=o.prox=ae(o.prox),h=o.bias??=0;I.dataIdx=(g,k,x,$)=>{if(k==0)return x;let D=x,
B=p(g,k,x,$)??ke,q=B>=0&&B<ke,V=M.ori==0?ne:W,ee=I.left,de=t[0],pe=t[k];if(a.has(pe[x])){D=null;let ie=null,Z=null,j;if(h==0||h==-1)for(j=x;ie==null&&j-- >0;)a.
has(pe[j])||(ie=j);if(h==0||h==1)for(j=x;Z==null&&j++<pe.length;)a.has(pe[j])||(Z=j);if(ie!=null||Z!=null)if(q){let Me=ie==null?-1/0:F(de[ie],M,V,0),Ce=Z==null?
1/0:F(de[Z],M,V,0),je=ee-Me,be=Ce-ee;je<=be?je<=B&&(D=ie):be<=B&&(D=Z)}else D=Z==null?ie:ie==null?Z:x-ie<=Z-x?ie:Z}else q&&qe(ee-F(de[x],M,V,0))>B&&(D=null);return D}}
let pn=o=>{I.event=o};I.idxs=re,I._lock=!1;let Xe=I.points;Xe.show=ae(Xe.show),Xe.size=ae(Xe.size),Xe.stroke=ae(Xe.stroke),Xe.width=ae(Xe.width),Xe.fill=ae(Xe.fill);
let Nt=l.focus=Ne({},e.focus||{alpha:.3},I.focus),$n=Nt.prox>=0,An=$n&&Xe.one,yt=[],Pn=[],Ln=[];function Mo(o,a){let p=Xe.show(l,a);if(p instanceof HTMLElement)
return dt(p,wu),dt(p,o.class),Ht(p,-10,-10,ne,W),T.insertBefore(p,yt[a]),p}function $o(o,a){if(s==1||a>0){let p=s==1&&v[o.scale].time,h=o.value;o.value=p?kr(h)?
Er(Q,_r(h,H)):h||le:h||Df,o.label=o.label||(p?_f:vf)}if(An||a>0){o.width=o.width==null?1:o.width,o.paths=o.paths||jf||Nu,o.fillTo=ae(o.fillTo||Bf),o.pxAlign=+he(
o.pxAlign,P),o.pxRound=Rr(o.pxAlign),o.stroke=ae(o.stroke||null),o.fill=ae(o.fill||null),o._stroke=o._fill=o._paths=o._focus=null;let p=Of(ot(1,o.width),1),h=o.
points=Ne({},{size:p,width:ot(1,p*.2),stroke:o.stroke,space:p*2,paths:Yf,_stroke:null,_fill:null},o.points);h.show=ae(h.show),h.filter=ae(h.filter),h.fill=ae(h.
fill),h.stroke=ae(h.stroke),h.paths=ae(h.paths),h.pxAlign=o.pxAlign}if(ve){let p=bt(o,a);Se.splice(a,0,p[0]),R.splice(a,0,p[1]),te.values.push(null)}if(We){re.splice(
a,0,null);let p=null;An?a==0&&(p=Mo(o,a)):a>0&&(p=Mo(o,a)),yt.splice(a,0,p),Pn.splice(a,0,0),Ln.splice(a,0,0)}Ge("addSeries",a)}function Fa(o,a){a=a??S.length,o=
s==1?co(o,a,$r,Dr):co(o,a,{},Cr),S.splice(a,0,o),$o(S[a],a)}l.addSeries=Fa;function Ba(o){if(S.splice(o,1),ve){te.values.splice(o,1),R.splice(o,1);let a=Se.splice(
o,1)[0];_n(null,a.firstChild),a.remove()}We&&(re.splice(o,1),yt.splice(o,1)[0].remove(),Pn.splice(o,1),Ln.splice(o,1)),Ge("delSeries",o)}l.delSeries=Ba;let hn=[
!1,!1,!1,!1];function qa(o,a){if(o._show=o.show,o.show){let p=o.side%2,h=v[o.scale];h==null&&(o.scale=p?S[1].scale:L,h=v[o.scale]);let g=h.time;o.size=ae(o.size),
o.space=ae(o.space),o.rotate=ae(o.rotate),sn(o.incrs)&&o.incrs.forEach(x=>{!on.has(x)&&on.set(x,Yr(x))}),o.incrs=ae(o.incrs||(h.distr==2?sf:g?_==1?rf:uf:yn)),o.
splits=ae(o.splits||(g&&h.distr==1?oe:h.distr==3?oo:h.distr==4?$f:Mf)),o.stroke=ae(o.stroke),o.grid.stroke=ae(o.grid.stroke),o.ticks.stroke=ae(o.ticks.stroke),o.
border.stroke=ae(o.border.stroke);let k=o.values;o.values=sn(k)&&!sn(k[0])?ae(k):g?sn(k)?vr(Q,Tr(k,H)):kr(k)?hf(Q,k):k||fe:k||Ef,o.filter=ae(o.filter||(h.distr>=
3&&h.log==10?Lf:h.distr==3&&h.log==2?Cf:Gr)),o.font=qr(o.font),o.labelFont=qr(o.labelFont),o._size=o.size(l,null,a,0),o._space=o._rotate=o._incrs=o._found=o._splits=
o._values=null,o._size>0&&(hn[a]=!0,o._el=vt(du,b))}}function il(o,a,p,h){let[g,k,x,$]=p,D=a%2,B=0;return D==0&&($||k)&&(B=a==0&&!g||a==2&&!x?Be(Mr.size/3):0),D==
1&&(g||x)&&(B=a==1&&!k||a==3&&!$?Be(Pr.size/2):0),B}let Ao=l.padding=(e.padding||[il,il,il,il]).map(o=>ae(he(o,il))),Jt=l._padding=Ao.map((o,a)=>o(l,a,hn,0)),Ye,
He=null,Ie=null,$l=s==1?S[0].idxs:null,$t=null,rl=!1;function Po(o,a){if(t=o??[],l.data=l._data=t,s==2){Ye=0;for(let p=1;p<S.length;p++)Ye+=t[p][0].length}else{
t.length==0&&(l.data=l._data=t=[[]]),$t=t[0],Ye=$t.length;let p=t;if(G==2){p=t.slice();let h=p[0]=Array(Ye);for(let g=0;g<Ye;g++)h[g]=g}l._data=t=p}if(Dn(!0),Ge(
"setData"),G==2&&(Mn=!0),a!==!1){let p=M;p.auto(l,rl)?ms():Qt(L,p.min,p.max),fn=fn||I.left>=0,kt=!0,On()}}l.setData=Po;function ms(){rl=!0;let o,a;s==1&&(Ye>0?(He=
$l[0]=0,Ie=$l[1]=Ye-1,o=t[0][He],a=t[0][Ie],G==2?(o=He,a=Ie):o==a&&(G==3?[o,a]=ss(o,o,M.log,!1):G==4?[o,a]=ho(o,o,M.log,!1):M.time?a=o+Be(86400/_):[o,a]=ts(o,a,
mo,!0))):(He=$l[0]=o=null,Ie=$l[1]=a=null)),Qt(L,o,a)}let Al,Cn,gs,bs,ws,ks,ys,Ss,xs,rt;function Lo(o,a,p,h,g,k){o??=nr,p??=bo,h??="butt",g??=nr,k??="round",o!=
Al&&(m.strokeStyle=Al=o),g!=Cn&&(m.fillStyle=Cn=g),a!=gs&&(m.lineWidth=gs=a),k!=ws&&(m.lineJoin=ws=k),h!=ks&&(m.lineCap=ks=h),p!=bs&&m.setLineDash(bs=p)}function Co(o,a,p,h){
a!=Cn&&(m.fillStyle=Cn=a),o!=ys&&(m.font=ys=o),p!=Ss&&(m.textAlign=Ss=p),h!=xs&&(m.textBaseline=xs=h)}function Ts(o,a,p,h,g=0){if(h.length>0&&o.auto(l,rl)&&(a==
null||a.min==null)){let k=he(He,0),x=he(Ie,h.length-1),$=p.min==null?Pu(h,k,x,g,o.distr==3):[p.min,p.max];o.min=Ot(o.min,p.min=$[0]),o.max=ot(o.max,p.max=$[1])}}
let Do={min:null,max:null};function Wa(){for(let h in v){let g=v[h];U[h]==null&&(g.min==null||U[L]!=null&&g.auto(l,rl))&&(U[h]=Do)}for(let h in v){let g=v[h];U[h]==
null&&g.from!=null&&U[g.from]!=null&&(U[h]=Do)}U[L]!=null&&Dn(!0);let o={};for(let h in U){let g=U[h];if(g!=null){let k=o[h]=tl(v[h],qu);if(g.min!=null)Ne(k,g);else if(h!=
L||s==2)if(Ye==0&&k.from==null){let x=k.range(l,null,null,h);k.min=x[0],k.max=x[1]}else k.min=ke,k.max=-ke}}if(Ye>0){S.forEach((h,g)=>{if(s==1){let k=h.scale,x=U[k];
if(x==null)return;let $=o[k];if(g==0){let D=$.range(l,$.min,$.max,k);$.min=D[0],$.max=D[1],He=Dt($.min,t[0]),Ie=Dt($.max,t[0]),Ie-He>1&&(t[0][He]<$.min&&He++,t[0][Ie]>
$.max&&Ie--),h.min=$t[He],h.max=$t[Ie]}else h.show&&h.auto&&Ts($,x,h,t[g],h.sorted);h.idxs[0]=He,h.idxs[1]=Ie}else if(g>0&&h.show&&h.auto){let[k,x]=h.facets,$=k.
scale,D=x.scale,[B,q]=t[g],V=o[$],ee=o[D];V!=null&&Ts(V,U[$],k,B,k.sorted),ee!=null&&Ts(ee,U[D],x,q,x.sorted),h.min=x.min,h.max=x.max}});for(let h in o){let g=o[h],
k=U[h];if(g.from==null&&(k==null||k.min==null)){let x=g.range(l,g.min==ke?null:g.min,g.max==-ke?null:g.max,h);g.min=x[0],g.max=x[1]}}}for(let h in o){let g=o[h];
if(g.from!=null){let k=o[g.from];if(k.min==null)g.min=g.max=null;else{let x=g.range(l,k.min,k.max,h);g.min=x[0],g.max=x[1]}}}let a={},p=!1;for(let h in o){let g=o[h],
k=v[h];if(k.min!=g.min||k.max!=g.max){k.min=g.min,k.max=g.max;let x=k.distr;k._min=x==3?Yt(k.min):x==4?Js(k.min,k.asinh):x==100?k.fwd(k.min):k.min,k._max=x==3?Yt(
k.max):x==4?Js(k.max,k.asinh):x==100?k.fwd(k.max):k.max,a[h]=p=!0}}if(p){S.forEach((h,g)=>{s==2?g>0&&a.y&&(h._paths=null):a[h.scale]&&(h._paths=null)});for(let h in a)
Mn=!0,Ge("setScale",h);We&&I.left>=0&&(fn=kt=!0)}for(let h in U)U[h]=null}function Va(o){let a=so(He-1,0,Ye-1),p=so(Ie+1,0,Ye-1);for(;o[a]==null&&a>0;)a--;for(;o[p]==
null&&p<Ye-1;)p++;return[a,p]}function Ha(){if(Ye>0){let o=S.some(a=>a._focus)&&rt!=Nt.alpha;o&&(m.globalAlpha=rt=Nt.alpha),S.forEach((a,p)=>{if(p>0&&a.show&&(Oo(
p,!1),Oo(p,!0),a._paths==null)){let h=rt;rt!=a.alpha&&(m.globalAlpha=rt=a.alpha);let g=s==2?[0,t[p][0].length-1]:Va(t[p]);a._paths=a.paths(l,p,g[0],g[1]),rt!=h&&
(m.globalAlpha=rt=h)}}),S.forEach((a,p)=>{if(p>0&&a.show){let h=rt;rt!=a.alpha&&(m.globalAlpha=rt=a.alpha),a._paths!=null&&Ro(p,!1);{let g=a._paths!=null?a._paths.
gaps:null,k=a.points.show(l,p,He,Ie,g),x=a.points.filter(l,p,k,g);(k||x)&&(a.points._paths=a.points.paths(l,p,He,Ie,x),Ro(p,!0))}rt!=h&&(m.globalAlpha=rt=h),Ge(
"drawSeries",p)}}),o&&(m.globalAlpha=rt=1)}}function Oo(o,a){let p=a?S[o].points:S[o];p._stroke=p.stroke(l,o),p._fill=p.fill(l,o)}function Ro(o,a){let p=a?S[o].
points:S[o],{stroke:h,fill:g,clip:k,flags:x,_stroke:$=p._stroke,_fill:D=p._fill,_width:B=p.width}=p._paths;B=ye(B*me,3);let q=null,V=B%2/2;a&&D==null&&(D=B>0?"#\
fff":$);let ee=p.pxAlign==1&&V>0;if(ee&&m.translate(V,V),!a){let de=ct-B/2,pe=wt-B/2,ie=it+B,Z=Mt+B;q=new Path2D,q.rect(de,pe,ie,Z)}a?vs($,B,p.dash,p.cap,D,h,g,
x,k):Ia(o,$,B,p.dash,p.cap,D,h,g,x,q,k),ee&&m.translate(-V,-V)}function Ia(o,a,p,h,g,k,x,$,D,B,q){let V=!1;D!=0&&N.forEach((ee,de)=>{if(ee.series[0]==o){let pe=S[ee.
series[1]],ie=t[ee.series[1]],Z=(pe._paths||vl).band;sn(Z)&&(Z=ee.dir==1?Z[0]:Z[1]);let j,Me=null;pe.show&&Z&&Cu(ie,He,Ie)?(Me=ee.fill(l,de)||k,j=pe._paths.clip):
Z=null,vs(a,p,h,g,Me,x,$,D,B,q,j,Z),V=!0}}),V||vs(a,p,h,g,k,x,$,D,B,q)}let No=nl|ro;function vs(o,a,p,h,g,k,x,$,D,B,q,V){Lo(o,a,p,h,g),(D||B||V)&&(m.save(),D&&m.
clip(D),B&&m.clip(B)),V?($&No)==No?(m.clip(V),q&&m.clip(q),Ll(g,x),Pl(o,k,a)):$&ro?(Ll(g,x),m.clip(V),Pl(o,k,a)):$&nl&&(m.save(),m.clip(V),q&&m.clip(q),Ll(g,x),
m.restore(),Pl(o,k,a)):(Ll(g,x),Pl(o,k,a)),(D||B||V)&&m.restore()}function Pl(o,a,p){p>0&&(a instanceof Map?a.forEach((h,g)=>{m.strokeStyle=Al=g,m.stroke(h)}):a!=
null&&o&&m.stroke(a))}function Ll(o,a){a instanceof Map?a.forEach((p,h)=>{m.fillStyle=Cn=h,m.fill(p)}):a!=null&&o&&m.fill(a)}function za(o,a,p,h){let g=E[o],k;if(h<=
0)k=[0,0];else{let x=g._space=g.space(l,o,a,p,h),$=g._incrs=g.incrs(l,o,a,p,h,x);k=ep(a,p,$,h,x)}return g._found=k}function _s(o,a,p,h,g,k,x,$,D,B){let q=x%2/2;
P==1&&m.translate(q,q),Lo($,x,D,B,$),m.beginPath();let V,ee,de,pe,ie=g+(h==0||h==3?-k:k);p==0?(ee=g,pe=ie):(V=g,de=ie);for(let Z=0;Z<o.length;Z++)a[Z]!=null&&(p==
0?V=de=o[Z]:ee=pe=o[Z],m.moveTo(V,ee),m.lineTo(de,pe));m.stroke(),P==1&&m.translate(-q,-q)}function Ua(o){let a=!0;return E.forEach((p,h)=>{if(!p.show)return;let g=v[p.
scale];if(g.min==null){p._show&&(a=!1,p._show=!1,Dn(!1));return}else p._show||(a=!1,p._show=!0,Dn(!1));let k=p.side,x=k%2,{min:$,max:D}=g,[B,q]=za(h,$,D,x==0?ne:
W);if(q==0)return;let V=g.distr==2,ee=p._splits=p.splits(l,h,$,D,B,q,V),de=g.distr==2?ee.map(j=>$t[j]):ee,pe=g.distr==2?$t[ee[1]]-$t[ee[0]]:B,ie=p._values=p.values(
l,p.filter(l,de,h,q,pe),h,q,pe);p._rotate=k==2?p.rotate(l,ie,h,q):0;let Z=p._size;p._size=_t(p.size(l,ie,h,o)),Z!=null&&p._size!=Z&&(a=!1)}),a}function Ga(o){let a=!0;
return Ao.forEach((p,h)=>{let g=p(l,h,hn,o);g!=Jt[h]&&(a=!1),Jt[h]=g}),a}function ja(){for(let o=0;o<E.length;o++){let a=E[o];if(!a.show||!a._show)continue;let p=a.
side,h=p%2,g,k,x=a.stroke(l,o),$=p==0||p==3?-1:1,[D,B]=a._found;if(a.label!=null){let nt=a.labelGap*$,pt=Be((a._lpos+nt)*me);Co(a.labelFont[0],x,"center",p==2?"\
top":tr),m.save(),h==1?(g=k=0,m.translate(pt,Be(wt+Mt/2)),m.rotate((p==3?-Xl:Xl)/2)):(g=Be(ct+it/2),k=pt);let gn=zr(a.label)?a.label(l,o,D,B):a.label;m.fillText(
gn,g,k),m.restore()}if(B==0)continue;let q=v[a.scale],V=h==0?it:Mt,ee=h==0?ct:wt,de=a._splits,pe=q.distr==2?de.map(nt=>$t[nt]):de,ie=q.distr==2?$t[de[1]]-$t[de[0]]:
D,Z=a.ticks,j=a.border,Me=Z.show?Z.size:0,Ce=Be(Me*me),je=Be((a.alignTo==2?a._size-Me-a.gap:a.gap)*me),be=a._rotate*-Xl/180,De=A(a._pos*me),ut=(Ce+je)*$,tt=De+ut;
k=h==0?tt:0,g=h==1?tt:0;let St=a.font[0],At=a.align==1?Jn:a.align==2?js:be>0?Jn:be<0?js:h==0?"center":p==3?js:Jn,qt=be||h==1?"middle":p==2?"top":tr;Co(St,x,At,qt);
let ft=a.font[1]*a.lineGap,xt=de.map(nt=>A(c(nt,q,V,ee))),Pt=a._values;for(let nt=0;nt<Pt.length;nt++){let pt=Pt[nt];if(pt!=null){h==0?g=xt[nt]:k=xt[nt],pt=""+pt;
let gn=pt.indexOf(`
`)==-1?[pt]:pt.split(/\n/gm);for(let lt=0;lt<gn.length;lt++){let ti=gn[lt];be?(m.save(),m.translate(g,k+lt*ft),m.rotate(be),m.fillText(ti,0,0),m.restore()):m.fillText(
ti,g,k+lt*ft)}}}Z.show&&_s(xt,Z.filter(l,pe,o,B,ie),h,p,De,Ce,ye(Z.width*me,3),Z.stroke(l,o),Z.dash,Z.cap);let Wt=a.grid;Wt.show&&_s(xt,Wt.filter(l,pe,o,B,ie),h,
h==0?2:1,h==0?wt:ct,h==0?Mt:it,ye(Wt.width*me,3),Wt.stroke(l,o),Wt.dash,Wt.cap),j.show&&_s([De],[1],h==0?1:0,h==0?1:2,h==1?wt:ct,h==1?Mt:it,ye(j.width*me,3),j.stroke(
l,o),j.dash,j.cap)}Ge("drawAxes")}function Dn(o){S.forEach((a,p)=>{p>0&&(a._paths=null,o&&(s==1?(a.min=null,a.max=null):a.facets.forEach(h=>{h.min=null,h.max=null})))})}
let Cl=!1,Es=!1,al=[];function Ya(){Es=!1;for(let o=0;o<al.length;o++)Ge(...al[o]);al.length=0}function On(){Cl||(Gu(Fo),Cl=!0)}function Ka(o,a=!1){Cl=!0,Es=a,o(
l),Fo(),a&&al.length>0&&queueMicrotask(Ya)}l.batch=Ka;function Fo(){if(hs&&(Wa(),hs=!1),Mn&&(Da(),Mn=!1),El){if($e(y,Jn,xe),$e(y,"top",Fe),$e(y,yl,ne),$e(y,Sl,W),
$e(T,Jn,xe),$e(T,"top",Fe),$e(T,yl,ne),$e(T,Sl,W),$e(b,yl,It),$e(b,Sl,an),d.width=Be(It*me),d.height=Be(an*me),E.forEach(({_el:o,_show:a,_size:p,_pos:h,side:g})=>{
if(o!=null)if(a){let k=g===3||g===0?p:0,x=g%2==1;$e(o,x?"left":"top",h-k),$e(o,x?"width":"height",p),$e(o,x?"top":"left",x?Fe:xe),$e(o,x?"height":"width",x?W:ne),
no(o,Sn)}else dt(o,Sn)}),Al=Cn=gs=ws=ks=ys=Ss=xs=bs=null,rt=1,fl(!0),xe!=En||Fe!=cn||ne!=Rt||W!=un){Dn(!1);let o=ne/Rt,a=W/un;if(We&&!fn&&I.left>=0){I.left*=o,I.
top*=a,Rn&&Ht(Rn,Be(I.left),0,ne,W),Nn&&Ht(Nn,0,Be(I.top),ne,W);for(let p=0;p<yt.length;p++){let h=yt[p];h!=null&&(Pn[p]*=o,Ln[p]*=a,Ht(h,_t(Pn[p]),_t(Ln[p]),ne,
W))}}if(Ee.show&&!Ml&&Ee.left>=0&&Ee.width>0){Ee.left*=o,Ee.width*=o,Ee.top*=a,Ee.height*=a;for(let p in Cs)$e(qn,p,Ee[p])}En=xe,cn=Fe,Rt=ne,un=W}Ge("setSize"),
El=!1}It>0&&an>0&&(m.clearRect(0,0,d.width,d.height),Ge("drawClear"),O.forEach(o=>o()),Ge("draw")),Ee.show&&Ml&&(Dl(Ee),Ml=!1),We&&fn&&(mn(null,!0,!1),fn=!1),te.
show&&te.live&&kt&&(Ps(),kt=!1),u||(u=!0,l.status=1,Ge("ready")),rl=!1,Cl=!1}l.redraw=(o,a)=>{Mn=a||!1,o!==!1?Qt(L,M.min,M.max):On()};function Ms(o,a){let p=v[o];
if(p.from==null){if(Ye==0){let h=p.range(l,a.min,a.max,o);a.min=h[0],a.max=h[1]}if(a.min>a.max){let h=a.min;a.min=a.max,a.max=h}if(Ye>1&&a.min!=null&&a.max!=null&&
a.max-a.min<1e-16)return;o==L&&p.distr==2&&Ye>0&&(a.min=Dt(a.min,t[0]),a.max=Dt(a.max,t[0]),a.min==a.max&&a.max++),U[o]=a,hs=!0,On()}}l.setScale=Ms;let $s,As,Rn,
Nn,Bo,qo,Fn,Bn,Wo,Vo,_e,Ae,Zt=!1,Ke=I.drag,ze=Ke.x,Ue=Ke.y;We&&(I.x&&($s=vt(gu,T)),I.y&&(As=vt(bu,T)),M.ori==0?(Rn=$s,Nn=As):(Rn=As,Nn=$s),_e=I.left,Ae=I.top);let Ee=l.
select=Ne({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),qn=Ee.show?vt(mu,Ee.over?T:y):null;function Dl(o,a){if(Ee.show){for(let p in o)Ee[p]=o[p],p in
Cs&&$e(qn,p,o[p]);a!==!1&&Ge("setSelect")}}l.setSelect=Dl;function Ja(o){if(S[o].show)ve&&no(Se[o],Sn);else if(ve&&dt(Se[o],Sn),We){let p=An?yt[0]:yt[o];p!=null&&
Ht(p,-10,-10,ne,W)}}function Qt(o,a,p){Ms(o,{min:a,max:p})}function Ft(o,a,p,h){a.focus!=null&&tc(o),a.show!=null&&S.forEach((g,k)=>{k>0&&(o==k||o==null)&&(g.show=
a.show,Ja(k),s==2?(Qt(g.facets[0].scale,null,null),Qt(g.facets[1].scale,null,null)):Qt(g.scale,null,null),On())}),p!==!1&&Ge("setSeries",o,a),h&&pl("setSeries",
l,o,a)}l.setSeries=Ft;function Za(o,a){Ne(N[o],a)}function Qa(o,a){o.fill=ae(o.fill||null),o.dir=he(o.dir,-1),a=a??N.length,N.splice(a,0,o)}function Xa(o){o==null?
N.length=0:N.splice(o,1)}l.addBand=Qa,l.setBand=Za,l.delBand=Xa;function ec(o,a){S[o].alpha=a,We&&yt[o]!=null&&(yt[o].style.opacity=a),ve&&Se[o]&&(Se[o].style.opacity=
a)}let zt,Xt,dn,Wn={focus:!0};function tc(o){if(o!=dn){let a=o==null,p=Nt.alpha!=1;S.forEach((h,g)=>{if(s==1||g>0){let k=a||g==0||g==o;h._focus=a?null:k,p&&ec(g,
k?1:Nt.alpha)}}),dn=o,p&&On()}}ve&&$n&&Ve(or,ue,o=>{I._lock||(pn(o),dn!=null&&Ft(null,Wn,!0,Re.setSeries))});function Bt(o,a,p){let h=v[a];p&&(o=o/me-(h.ori==1?
Fe:xe));let g=ne;h.ori==1&&(g=W,o=g-o),h.dir==-1&&(o=g-o);let k=h._min,x=h._max,$=o/g,D=k+(x-k)*$,B=h.distr;return B==3?Xn(10,D):B==4?Ou(D,h.asinh):B==100?h.bwd(
D):D}function nc(o,a){let p=Bt(o,L,a);return Dt(p,t[0],He,Ie)}l.valToIdx=o=>Dt(o,t[0]),l.posToIdx=nc,l.posToVal=Bt,l.valToPos=(o,a,p)=>v[a].ori==0?i(o,v[a],p?it:
ne,p?ct:0):r(o,v[a],p?Mt:W,p?wt:0),l.setCursor=(o,a,p)=>{_e=o.left,Ae=o.top,mn(null,a,p)};function Ho(o,a){$e(qn,Jn,Ee.left=o),$e(qn,yl,Ee.width=a)}function Io(o,a){
$e(qn,"top",Ee.top=o),$e(qn,Sl,Ee.height=a)}let cl=M.ori==0?Ho:Io,ul=M.ori==1?Ho:Io;function lc(){if(ve&&te.live)for(let o=s==2?1:0;o<S.length;o++){if(o==0&&ce)
continue;let a=te.values[o],p=0;for(let h in a)R[o][p++].firstChild.nodeValue=a[h]}}function Ps(o,a){if(o!=null&&(o.idxs?o.idxs.forEach((p,h)=>{re[h]=p}):Bu(o.idx)||
re.fill(o.idx),te.idx=re[0]),ve&&te.live){for(let p=0;p<S.length;p++)(p>0||s==1&&!ce)&&sc(p,re[p]);lc()}kt=!1,a!==!1&&Ge("setLegend")}l.setLegend=Ps;function sc(o,a){
let p=S[o],h=o==0&&G==2?$t:t[o],g;ce?g=p.values(l,o,a)??Pe:(g=p.value(l,a==null?null:h[a],o,a),g=g==null?Pe:{_:g}),te.values[o]=g}function mn(o,a,p){Wo=_e,Vo=Ae,
[_e,Ae]=I.move(l,_e,Ae),I.left=_e,I.top=Ae,We&&(Rn&&Ht(Rn,Be(_e),0,ne,W),Nn&&Ht(Nn,0,Be(Ae),ne,W));let h,g=He>Ie;zt=ke,Xt=null;let k=M.ori==0?ne:W,x=M.ori==1?ne:
W;if(_e<0||Ye==0||g){h=I.idx=null;for(let $=0;$<S.length;$++){let D=yt[$];D!=null&&Ht(D,-10,-10,ne,W)}$n&&Ft(null,Wn,!0,o==null&&Re.setSeries),te.live&&(re.fill(
h),kt=!0)}else{let $,D,B;s==1&&($=M.ori==0?_e:Ae,D=Bt($,L),h=I.idx=Dt(D,t[0],He,Ie),B=F(t[0][h],M,k,0));let q=-10,V=-10,ee=0,de=0,pe=!0,ie="",Z="";for(let j=s==
2?1:0;j<S.length;j++){let Me=S[j],Ce=re[j],je=Ce==null?null:s==1?t[j][Ce]:t[j][1][Ce],be=I.dataIdx(l,j,h,D),De=be==null?null:s==1?t[j][be]:t[j][1][be];if(kt=kt||
De!=je||be!=Ce,re[j]=be,j>0&&Me.show){let ut=be==null?-10:be==h?B:F(s==1?t[0][be]:t[j][0][be],M,k,0),tt=De==null?-10:Y(De,s==1?v[Me.scale]:v[Me.facets[1].scale],
x,0);if($n&&De!=null){let St=M.ori==1?_e:Ae,At=qe(Nt.dist(l,j,be,tt,St));if(At<zt){let qt=Nt.bias;if(qt!=0){let ft=Bt(St,Me.scale),xt=De>=0?1:-1,Pt=ft>=0?1:-1;Pt==
xt&&(Pt==1?qt==1?De>=ft:De<=ft:qt==1?De<=ft:De>=ft)&&(zt=At,Xt=j)}else zt=At,Xt=j}}if(kt||An){let St,At;M.ori==0?(St=ut,At=tt):(St=tt,At=ut);let qt,ft,xt,Pt,Wt,
nt,pt=!0,gn=Xe.bbox;if(gn!=null){pt=!1;let lt=gn(l,j);xt=lt.left,Pt=lt.top,qt=lt.width,ft=lt.height}else xt=St,Pt=At,qt=ft=Xe.size(l,j);if(nt=Xe.fill(l,j),Wt=Xe.
stroke(l,j),An)j==Xt&&zt<=Nt.prox&&(q=xt,V=Pt,ee=qt,de=ft,pe=pt,ie=nt,Z=Wt);else{let lt=yt[j];lt!=null&&(Pn[j]=xt,Ln[j]=Pt,pr(lt,qt,ft,pt),ur(lt,nt,Wt),Ht(lt,_t(
xt),_t(Pt),ne,W))}}}}if(An){let j=Nt.prox,Me=dn==null?zt<=j:zt>j||Xt!=dn;if(kt||Me){let Ce=yt[0];Ce!=null&&(Pn[0]=q,Ln[0]=V,pr(Ce,ee,de,pe),ur(Ce,ie,Z),Ht(Ce,_t(
q),_t(V),ne,W))}}}if(Ee.show&&Zt)if(o!=null){let[$,D]=Re.scales,[B,q]=Re.match,[V,ee]=o.cursor.sync.scales,de=o.cursor.drag;if(ze=de._x,Ue=de._y,ze||Ue){let{left:pe,
top:ie,width:Z,height:j}=o.select,Me=o.scales[V].ori,Ce=o.posToVal,je,be,De,ut,tt,St=$!=null&&B($,V),At=D!=null&&q(D,ee);St&&ze?(Me==0?(je=pe,be=Z):(je=ie,be=j),
De=v[$],ut=F(Ce(je,V),De,k,0),tt=F(Ce(je+be,V),De,k,0),cl(Ot(ut,tt),qe(tt-ut))):cl(0,k),At&&Ue?(Me==1?(je=pe,be=Z):(je=ie,be=j),De=v[D],ut=Y(Ce(je,ee),De,x,0),tt=
Y(Ce(je+be,ee),De,x,0),ul(Ot(ut,tt),qe(tt-ut))):ul(0,x)}else Ds()}else{let $=qe(Wo-Bo),D=qe(Vo-qo);if(M.ori==1){let ee=$;$=D,D=ee}ze=Ke.x&&$>=Ke.dist,Ue=Ke.y&&D>=
Ke.dist;let B=Ke.uni;B!=null?ze&&Ue&&(ze=$>=B,Ue=D>=B,!ze&&!Ue&&(D>$?Ue=!0:ze=!0)):Ke.x&&Ke.y&&(ze||Ue)&&(ze=Ue=!0);let q,V;ze&&(M.ori==0?(q=Fn,V=_e):(q=Bn,V=Ae),
cl(Ot(q,V),qe(V-q)),Ue||ul(0,x)),Ue&&(M.ori==1?(q=Fn,V=_e):(q=Bn,V=Ae),ul(Ot(q,V),qe(V-q)),ze||cl(0,k)),!ze&&!Ue&&(cl(0,0),ul(0,0))}if(Ke._x=ze,Ke._y=Ue,o==null){
if(p){if(ei!=null){let[$,D]=Re.scales;Re.values[0]=$!=null?Bt(M.ori==0?_e:Ae,$):null,Re.values[1]=D!=null?Bt(M.ori==1?_e:Ae,D):null}pl(Ys,l,_e,Ae,ne,W,h)}if($n){
let $=p&&Re.setSeries,D=Nt.prox;dn==null?zt<=D&&Ft(Xt,Wn,!0,$):zt>D?Ft(null,Wn,!0,$):Xt!=dn&&Ft(Xt,Wn,!0,$)}}kt&&(te.idx=h,Ps()),a!==!1&&Ge("setCursor")}let en=null;
Object.defineProperty(l,"rect",{get(){return en==null&&fl(!1),en}});function fl(o=!1){o?en=null:(en=T.getBoundingClientRect(),Ge("syncRect",en))}function zo(o,a,p,h,g,k,x){
I._lock||Zt&&o!=null&&o.movementX==0&&o.movementY==0||(Ls(o,a,p,h,g,k,x,!1,o!=null),o!=null?mn(null,!0,!0):mn(a,!0,!1))}function Ls(o,a,p,h,g,k,x,$,D){if(en==null&&
fl(!1),pn(o),o!=null)p=o.clientX-en.left,h=o.clientY-en.top;else{if(p<0||h<0){_e=-10,Ae=-10;return}let[B,q]=Re.scales,V=a.cursor.sync,[ee,de]=V.values,[pe,ie]=V.
scales,[Z,j]=Re.match,Me=a.axes[0].side%2==1,Ce=M.ori==0?ne:W,je=M.ori==1?ne:W,be=Me?k:g,De=Me?g:k,ut=Me?h:p,tt=Me?p:h;if(pe!=null?p=Z(B,pe)?c(ee,v[B],Ce,0):-10:
p=Ce*(ut/be),ie!=null?h=j(q,ie)?c(de,v[q],je,0):-10:h=je*(tt/De),M.ori==1){let St=p;p=h,h=St}}D&&(a==null||a.cursor.event.type==Ys)&&((p<=1||p>=ne-1)&&(p=kn(p,ne)),
(h<=1||h>=W-1)&&(h=kn(h,W))),$?(Bo=p,qo=h,[Fn,Bn]=I.move(l,p,h)):(_e=p,Ae=h)}let Cs={width:0,height:0,left:0,top:0};function Ds(){Dl(Cs,!1)}let Uo,Go,jo,Yo;function Ko(o,a,p,h,g,k,x){
Zt=!0,ze=Ue=Ke._x=Ke._y=!1,Ls(o,a,p,h,g,k,x,!0,!1),o!=null&&(Ve(Ks,eo,Jo,!1),pl(lr,l,Fn,Bn,ne,W,null));let{left:$,top:D,width:B,height:q}=Ee;Uo=$,Go=D,jo=B,Yo=q}
function Jo(o,a,p,h,g,k,x){Zt=Ke._x=Ke._y=!1,Ls(o,a,p,h,g,k,x,!1,!0);let{left:$,top:D,width:B,height:q}=Ee,V=B>0||q>0,ee=Uo!=$||Go!=D||jo!=B||Yo!=q;if(V&&ee&&Dl(
Ee),Ke.setScale&&V&&ee){let de=$,pe=B,ie=D,Z=q;if(M.ori==1&&(de=D,pe=q,ie=$,Z=B),ze&&Qt(L,Bt(de,L),Bt(de+pe,L)),Ue)for(let j in v){let Me=v[j];j!=L&&Me.from==null&&
Me.min!=ke&&Qt(j,Bt(ie+Z,j),Bt(ie,j))}Ds()}else I.lock&&(I._lock=!I._lock,mn(a,!0,o!=null));o!=null&&(_n(Ks,eo),pl(Ks,l,_e,Ae,ne,W,null))}function oc(o,a,p,h,g,k,x){
if(I._lock)return;pn(o);let $=Zt;if(Zt){let D=!0,B=!0,q=10,V,ee;M.ori==0?(V=ze,ee=Ue):(V=Ue,ee=ze),V&&ee&&(D=_e<=q||_e>=ne-q,B=Ae<=q||Ae>=W-q),V&&D&&(_e=_e<Fn?0:
ne),ee&&B&&(Ae=Ae<Bn?0:W),mn(null,!0,!0),Zt=!1}_e=-10,Ae=-10,re.fill(null),mn(null,!0,!0),$&&(Zt=$)}function Zo(o,a,p,h,g,k,x){I._lock||(pn(o),ms(),Ds(),o!=null&&
pl(ir,l,_e,Ae,ne,W,null))}function Qo(){E.forEach(tp),ds(l.width,l.height,!0)}xn(es,Qn,Qo);let Vn={};Vn.mousedown=Ko,Vn.mousemove=zo,Vn.mouseup=Jo,Vn.dblclick=Zo,
Vn.setSeries=(o,a,p,h)=>{let g=Re.match[2];p=g(l,a,p),p!=-1&&Ft(p,h,!0,!1)},We&&(Ve(lr,T,Ko),Ve(Ys,T,zo),Ve(sr,T,o=>{pn(o),fl(!1)}),Ve(or,T,oc),Ve(ir,T,Zo),ao.add(
l),l.syncRect=fl);let Ol=l.hooks=e.hooks||{};function Ge(o,a,p){Es?al.push([o,a,p]):o in Ol&&Ol[o].forEach(h=>{h.call(null,l,a,p)})}(e.plugins||[]).forEach(o=>{
for(let a in o.hooks)Ol[a]=(Ol[a]||[]).concat(o.hooks[a])});let Xo=(o,a,p)=>p,Re=Ne({key:null,setSeries:!1,filters:{pub:br,sub:br},scales:[L,S[1]?S[1].scale:null],
match:[wr,wr,Xo],values:[null,null]},I.sync);Re.match.length==2&&Re.match.push(Xo),I.sync=Re;let ei=Re.key,Os=da(ei);function pl(o,a,p,h,g,k,x){Re.filters.pub(o,
a,p,h,g,k,x)&&Os.pub(o,a,p,h,g,k,x)}Os.sub(l);function ic(o,a,p,h,g,k,x){Re.filters.sub(o,a,p,h,g,k,x)&&Vn[o](null,a,p,h,g,k,x)}l.pub=ic;function rc(){Os.unsub(
l),ao.delete(l),Et.clear(),lo(es,Qn,Qo),f.remove(),ue?.remove(),Ge("destroy")}l.destroy=rc;function Rs(){Ge("init",e,t),Po(t||e.data,!1),U[L]?Ms(L,U[L]):ms(),Ml=
Ee.show&&(Ee.width>0||Ee.height>0),fn=kt=!0,ds(e.width,e.height)}return S.forEach($o),E.forEach(qa),n?n instanceof HTMLElement?(n.appendChild(f),Rs()):n(l,Rs):Rs(),
l}Je.assign=Ne;Je.fmtNum=go;Je.rangeNum=ts;Je.rangeLog=ss;Je.rangeAsinh=ho;Je.orient=vn;Je.pxRatio=me;Je.join=Uu;Je.fmtDate=wo,Je.tzDate=nf;Je.sync=da;{Je.addGap=
qf,Je.clipGaps=rs;let e=Je.paths={points:ya};e.linear=xa,e.stepped=Hf,e.bars=If,e.spline=Uf}var Ea=[{title:"Throughput",unit:"tokens/s",format:bn,series:[["out_rate","output"],["in_rate","prompts"]]},{title:"KV usage",format:st,tick:rp,most:1,series:[[
"kv_usage","blocks in use"]]},{title:"Queue",format:se,whole:!0,series:[["running","running"],["waiting","waiting"]]},{title:"Median latency",format:Le,tick:Hl,
series:[["ttft","TTFT","no first token"],["itl","ITL","no token"]]}],np=[void 0,[4,3]];function Ma(e,{series:t}){let n=e?.at??[];return[n,...t.map(([l])=>n.map(
(s,i)=>fs(e[l]?.[i])))]}function lp(e,{series:t,format:n,unit:l}){let s=fs(e?.out_rate?.at(-1))===null;return t.map(([i,r,c=Gt])=>{let u=fs(e?.[i]?.at(-1));return`${r}\
 ${n(u,s?Gt:c)}${l&&u!==null?` ${l}`:""}`})}function $a({model:e,scope:t,theme:n}){let l=Ea.map(c=>({chart:c,words:c.series.map((u,f)=>w(`span.nbs-line-${f+1}`)),
place:w("div.nbs-plot",{role:"img"}),plot:null})),s=w("div.nbs-charts",{},l.map(({chart:c,words:u,place:f})=>w("figure",{},w("figcaption",{},w("b",{},c.title),w(
"span.nbs-note",{},u)),f))),i=t.frame(()=>{let c=e.get("time");for(let u of l){let{clientWidth:f}=u.place;if(!f)continue;let d=Ma(c,u.chart);u.plot?u.plot.setData(
d):u.plot=new Je(sp(u.chart,f,n),d,u.place),u.plot.width!==f&&u.plot.setSize({width:f,height:Aa})}}),r=jn(t,()=>{let c=e.get("time")??{},u=Ea.flatMap(({series:f,
format:d})=>f.map(([m,b])=>({name:m,label:b,format:d})));return{caption:"One row a second, newest first",head:["Time",...u.map(({label:f})=>f)],body:(c.at??[]).
map((f,d)=>[nn(f),...u.map(({name:m,format:b})=>b(fs(c[m]?.[d]),"–"))]).reverse().slice(0,60)}});return t.bind("time",c=>{for(let{chart:u,words:f,place:d}of l){
let m=lp(c,u);m.forEach((y,T)=>X(f[T],y));let[,b]=Pa(u,ip(Ma(c,u)));d.setAttribute("aria-label",`${u.title} over the last five minutes, from 0 to ${(u.tick??u.format)(
b)}${u.unit?` ${u.unit}`:""}. Now: ${m.join(", ")}`)}r.refresh(),i()}),n.watch(()=>{for(let{plot:c}of l)c?.redraw(!1)}),t.observe(new ResizeObserver(i),s),t.defer(
()=>{for(let{plot:c}of l)c?.destroy()}),Vt("time","Time","One point a second over the last five minutes. Gaps are seconds without traffic. Where requests wait, \
watch KV usage: a full pool is what they wait for.",s,r.element)}var Aa=132;function sp(e,t,n){let{series:l,format:s,tick:i=s,whole:r}=e,c={stroke:()=>n.ink(Ul),
font:"10px system-ui, sans-serif",grid:{stroke:()=>n.ink(.1),width:1},ticks:{show:!1}},u=f=>f===null?"":i(f);return{width:t,height:Aa,legend:{live:!0},cursor:{sync:{
key:"nbserve"},y:!1,points:{size:5}},scales:{y:{range:(f,d,m)=>Pa(e,m)}},axes:[{...c,size:22,space:60,incrs:[1,2,5,10,15,30,60,120,300],values:(f,d)=>d.map(m=>nn(
m))},{...c,size:52,space:28,incrs:r?[1,2,5,10,20,50,100,200,500,1e3]:void 0,values:(f,d)=>d.map(u)}],series:[{label:"at",value:(f,d)=>nn(d)},...l.map(([,f],d)=>({
label:f,stroke:()=>n.named(`--nbs-line-${d+1}`),width:1.5,dash:np[d],points:{show:!0,size:4,filter:(m,b)=>op(m.data[b])},value:(m,b)=>s(b,Gt)}))]}}function op(e){
let t=n=>e[n]!==null&&e[n]!==void 0;return[...e.keys()].filter(n=>t(n)&&!t(n-1)&&!t(n+1))}function Pa({most:e=1/0,whole:t},n){let l=n>0?n*1.08:Math.min(e,1);return[
0,Math.min(e,t?Math.max(1,l):l)]}function ip([,...e]){return Math.max(0,...e.flat().filter(t=>t!==null))}function rp(e){return`${Number((e*100).toPrecision(2))}\
 %`}function fs(e){return Number.isFinite(e)?e:null}var _o="_view",ap=Object.freeze({selected:null,tabled:null,unfolded:!1,sort:"submitted",descending:!0}),ps=class{#e;#t;constructor(t,n){this.#e=t,this.#t=n}get(){
return{...ap,...this.#e.get(_o)}}set(t){this.#e.set(_o,{...this.get(),...t})}toggle(t){this.set({selected:this.get().selected===t?null:t})}bind(t){this.#t.on(`c\
hange:${_o}`,()=>t(this.get())),t(this.get())}};var La={now:zi,blocks:qi,batch:Ei,time:$a,requests:Xi};function cp({model:e,el:t}){let n=new Nl(e),l=ui("nbs",`Engine ${e.get("now")?.engine??""}`.trim());t.append(
l);let s={model:e,scope:n,root:l,connection:new Vl({model:e,scope:n,root:l}),kernel:new Rl(e,n),theme:new Fl(l,n),view:new ps(e,n)};l.append(Vi(s),hi(s),Ui(s));
for(let i of e.get("panels")??[])i in La&&l.append(La[i](s));return fi(e,l,n)}var fd={render:cp};export{fd as default};
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
