// Built from nbserve/notebook/js/src/dashboard; edit that, then run "npm run build" there.
var Wn="The kernel is busy with a cell; this takes effect when it ends.",Dl=class{#e;#t;#n=new Map;#l=Math.floor(Math.random()*1073741823);constructor(t,n){this.#e=
t,this.#t=n,n.on("msg:custom",l=>this.#s(l)),n.defer(()=>{for(let{timer:l}of this.#n.values())clearTimeout(l);this.#n.clear()})}ask(t,n=()=>{}){let l=this.#l++;
return new Promise(s=>{if(this.#t.closed)return;let i={resolve:s,busy:n,late:!1};i.timer=setTimeout(()=>{i.late=!0,n(!0)},400),this.#n.set(l,i),this.#e.send({...t,
id:l})})}#s(t){let n=this.#n.get(t?.answer);n&&(this.#n.delete(t.answer),clearTimeout(n.timer),n.late&&n.busy(!1),n.resolve(t))}};var Ol=class{#e;#t=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let n=()=>this.#t.delete(n)&&t();return this.#t.add(n),n}on(t,n){return this.#e.on(t,
n),this.defer(()=>this.#e.off(t,n))}bind(t,n){this.on(`change:${t}`,()=>n(this.#e.get(t))),n(this.#e.get(t))}listen(t,n,l,s=!1){return t.addEventListener(n,l,s),
this.defer(()=>t.removeEventListener(n,l,s))}observe(t,n,l){return t.observe(n,l),this.defer(()=>t.disconnect())}frame(t){let n=0;return this.defer(()=>cancelAnimationFrame(
n)),()=>{n||this.closed||(n=requestAnimationFrame(()=>{n=0,t()}))}}debounce(t,n){let l=0,s=()=>clearTimeout(l),i=(...r)=>{s(),this.closed||(l=setTimeout(()=>n(...r),
t))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let t of[...this.#t].reverse())t()}};function Za(e){let t=(e.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:e.startsWith("color\
(")?t.map(n=>Math.round(n*255)):t}function Qa([e,t,n]){return .2126*e+.7152*t+.0722*n>140}var Rl=class{#e;#t;#n=new Set;#l=null;constructor(t,n){this.#e=t,this.#t=
n;let l=()=>this.#s(),s=n.debounce(400,l),i=()=>{l(),s()},r=new MutationObserver(i);for(let c of[document.documentElement,document.body])n.observe(r,c,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});n.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),n.observe(new ResizeObserver(
l),t),this.#s()}watch(t){return this.#n.add(t),this.#t.defer(()=>this.#n.delete(t))}#s(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#l){this.#l=
t,this.rgb=Za(t),this.dark=Qa(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let n of this.#n)n()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t}\
)`}named(t){return getComputedStyle(this.#e).getPropertyValue(t).trim()||this.ink()}};var Xa="http://www.w3.org/2000/svg";function w(e,t={},...n){return Jo(l=>document.createElement(l),e,t,n)}function xe(e,t={},...n){return Jo(l=>document.createElementNS(
Xa,l),e,t,n)}function Jo(e,t,n,l){let[s,...i]=t.split("."),r=e(s);i.length&&r.setAttribute("class",i.join(" "));for(let[c,f]of Object.entries(n))if(c.startsWith(
"on"))r.addEventListener(c.slice(2),f);else if(c==="dataset")Object.assign(r.dataset,f);else if(c==="style")for(let[h,d]of Object.entries(f))r.style.setProperty(
h,d);else xt(r,c,f);return r.append(...l.flat(1/0).filter(c=>c!=null&&c!==!1)),r}function xt(e,t,n){n==null||n===!1?e.removeAttribute(t):e.getAttribute(t)!==String(
n)&&e.setAttribute(t,n===!0?"":String(n))}function X(e,t){e.textContent!==t&&(e.textContent=t)}function Nl(e,t){let n=new Set(t);for(let l of[...e.children])n.has(
l)||l.remove();t.forEach((l,s)=>{e.children[s]!==l&&e.insertBefore(l,e.children[s]??null)})}function Fl(e="",t={}){return w("span.nbs-unseen",t,e)}var Zo="_views",Xo=".jp-OutputArea-output";function ei(e,t,n,l){let s=e.get(Zo)??new Set;e.set(Zo,s);let i=[...s],r={root:t,close:l,inOutput:!1,scrolls:new Map,focus:null,blurred:0};s.add(r),n.defer(()=>s.
delete(r)),n.listen(t,"scroll",({target:h})=>r.scrolls.set(h,[h.scrollTop,h.scrollLeft]),!0),n.listen(t,"focusin",({target:h})=>Object.assign(r,{focus:h,blurred:1/0})),
n.listen(t,"focusout",()=>r.blurred=Date.now());let c=0,f=h=>{r.inOutput||=t.closest(Xo)!==null;for(let d of i.filter(m=>s.has(m)&&ec(m)))tc(d,t),d.close();h&&(!r.
inOutput||i.some(d=>s.has(d)))&&(c=setTimeout(f,100,h-1))};n.defer(()=>clearTimeout(c)),c=setTimeout(f,0,20)}function ec({root:e,inOutput:t}){return t&&!e.isConnected&&
!e.closest(Xo)}function tc(e,t){let n=[...e.root.querySelectorAll("details")].map(f=>f.open),l=[...t.querySelectorAll("details")];l.length===n.length&&l.forEach(
(f,h)=>f.open=n[h]);for(let[f,[h,d]]of e.scrolls){let m=Qo(f,e.root,t);m&&Object.assign(m,{scrollTop:h,scrollLeft:d})}let{activeElement:s,body:i}=t.ownerDocument,
c=Date.now()-e.blurred<1e3&&(!s||s===i)?Qo(e.focus,e.root,t):null;c?.focus({preventScroll:!0}),c&&Number.isInteger(e.focus.selectionStart)&&c.setSelectionRange(
e.focus.selectionStart,e.focus.selectionEnd)}function Qo(e,t,n){let l=[];for(let s=e;s!==t;s=s.parentElement){if(!s?.parentElement)return null;l.unshift([...s.parentElement.
children].indexOf(s))}return l.reduce((s,i)=>s?.children[i],n)??null}function ti(e,t){t.listen(e.ownerDocument.defaultView,"keydown",n=>{n.key.startsWith("Arrow")&&n.target.type==="range"&&e.contains(n.target)&&n.stopImmediatePropagation()},
!0)}function ni(e,t){return w(`div.nbw.${e}`,{role:"region","aria-label":t,dataset:{lmSuppressShortcuts:"true"}})}function li(e,t,n){let l=()=>{n.close(),t.replaceChildren(),
t.remove()};return ti(t,n),ei(e,t,n,l),l}var si="What you see is its last state. nbserve.serve(...) opens another; run this cell again after it.",nc={asleep:"Asleep: its memory is given back. engine.wa\
ke() or %nbserve wake resumes.",closed:`This engine is closed. ${si}`,failed:`This engine has failed and serves no more requests. ${si}`},lc="No kernel is behin\
d this dashboard any more: it was restarted, or has ended, and its engine with it. What you see is the last state. Serve the model again, then run this cell aga\
in.";function oi({model:e,connection:t,scope:n,root:l}){let s=w("p.nbs-banner",{role:"status",hidden:!0}),i=()=>{let{state:r,error:c}=e.get("now")??{},f=t.gone?
lc:c??nc[r];l.classList.toggle("nbs-gone",t.gone),s.hidden=!f,X(s,f??"")};return n.on("change:now",i),t.bind(i),s}function sc(e){return e instanceof Uint8Array?e:ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):e instanceof ArrayBuffer?new Uint8Array(
e):new Uint8Array(0)}function oc(e,t){let n=sc(t),l=Math.floor(n.byteLength/e.BYTES_PER_ELEMENT);return n.byteOffset%e.BYTES_PER_ELEMENT===0?new e(n.buffer,n.byteOffset,
l):new e(n.slice(0,l*e.BYTES_PER_ELEMENT).buffer)}function Cs(e){let{total:t=0,block_size:n=1,cells:l,owners:s=[]}=e??{};return{total:t,blockSize:n,cells:Ls(Uint32Array,
l,t),owners:s}}var ii=2130706432;function Hn(e,t){let n=e&65535,l=e>>>16&255,s=e>>>24&63,i=(e&1073741824)!==0;return{owner:n?n-1:null,tokens:t<=255?l:Math.round(
l/255*t),share:Math.min(1,l/Math.min(255,Math.max(1,t))),refs:s,published:i,state:s?"used":i?"cached":"free"}}function Ds(e){let{first:t=0,columns:n=0,rows:l=0,
cells:s,counts:i,table:r=[],mode:c=null,more:f=0}=e??{},h=l*n;return{first:t,columns:n,rows:l,table:r,mode:c,more:f,cells:Ls(Uint32Array,s,h),counts:Ls(Uint16Array,
i,h)}}var ic=["out","prefill","decode","recompute","waiting","speculated"];function nn(e){let t=e&1048575,n=ic[e>>>20&15];return{index:t?t-1:null,kind:t?n??"dec\
ode":"idle",finished:(e&16777216)!==0,preempted:(e&33554432)!==0}}function Ls(e,t,n){let l=oc(e,t);if(l.length>=n)return l.subarray(0,n);let s=new e(n);return s.
set(l),s}var Ut="no traffic",zn=e=>e!=null&&Number.isFinite(e);function le(e){return zn(e)?Math.round(e).toLocaleString("en-US"):"–"}function Ce(e,t){return`${le(e)} ${t}${e===
1?"":"s"}`}function gn(e,t=Ut){if(!zn(e))return t;if(e===0)return"0";let n=e>=99.95?0:e>=9.995?1:2;return e.toLocaleString("en-US",{minimumFractionDigits:n,maximumFractionDigits:n})}
function lt(e,t=Ut){if(!zn(e))return t;let n=e*100;return n>0&&n<1?"< 1 %":n>99&&n<100?`${(Math.floor(n*10)/10).toFixed(1)} %`:`${Math.round(n)} %`}function $e(e,t=Ut){
if(!zn(e))return t;let n=e*1e3;if(n<999.5)return`${n===0?"0":n<9.95?rc(n,n<1?2:1):Math.round(n)} ms`;if(e<99.95)return`${e<9.995?e.toFixed(2):e.toFixed(1)} s`;let l=Math.
round(e),s=Math.floor(l/60);return`${le(s)} min ${String(l%60).padStart(2,"0")} s`}function Bl(e){return e===0?"0":$e(e).replace(/\.(\d*?)0+ /,(t,n)=>n?`.${n} `:
" ")}function ln(e){return zn(e)?new Date(e*1e3).toLocaleTimeString("en-GB"):"–"}function bn(e,t=0,n=1){return n>1||t>0?`r${e}.${t}`:`r${e}`}var It={nearlyFull:.9,
full:.98};function ri(e){return zn(e)?e>=It.full?"full":e>=It.nearlyFull?"nearly full":null:null}function ai(e){return e.replaceAll(`
`,"⏎").replaceAll("	","⇥").replaceAll("\r","␍")}function rc(e,t){return String(Number(e.toFixed(t)))}function ac(e,t,{total:n,columns:l,page:s=10}){let i=Math.floor(e/l)*l,r={ArrowLeft:e-1,ArrowRight:e+1,ArrowUp:e-l,ArrowDown:e+l,Home:i,End:Math.min(i+l,n)-1,PageUp:Math.
max(e-s*l,e%l),PageDown:e+s*l};if(!(t in r))return null;let c=r[t];return t==="PageDown"&&c>=n?Math.max(e,cc(e%l,n,l)):c<0||c>=n?e:c}function cc(e,t,n){let l=Math.
floor((t-1)/n)*n+e;return l<t?l:l-n}var In=class{constructor(t,n,{onMove:l,onSelect:s=()=>{},onEscape:i=()=>{}}){this.index=null,this.byKeyboard=!1,this.ring=w(
"div.nbs-ring",{hidden:!0,"aria-hidden":"true"}),this.#e=n,this.#t=l,t.append(this.ring);let r=c=>{let f=t.getBoundingClientRect();return n.at(c.clientX-f.left,
c.clientY-f.top)};t.addEventListener("pointermove",c=>this.move(r(c))),t.addEventListener("pointerleave",()=>{this.byKeyboard||this.move(null)}),t.addEventListener(
"click",c=>{let f=r(c);f!==null&&s(f)}),t.addEventListener("focus",()=>{this.index===null&&t.matches(":focus-visible")&&n.shape().total&&this.move(this.#n,!0)}),
t.addEventListener("blur",()=>this.move(null)),t.addEventListener("keydown",c=>{if(c.ctrlKey||c.metaKey||c.altKey||!n.shape().total)return;let f=ac(this.index??
this.#n,c.key,n.shape());if(f!==null)this.move(f,!0);else if((c.key==="Enter"||c.key===" ")&&this.index!==null)s(this.index);else if(c.key==="Escape"&&this.index!==
null)this.move(null),i();else return;c.preventDefault(),c.stopPropagation()})}#e;#t;#n=0;move(t,n=!1){t===this.index&&n===this.byKeyboard||(this.index=t,this.byKeyboard=
n,t!==null&&(this.#n=t),this.place(),this.#t(t,n))}place(){let{total:t}=this.#e.shape();if(this.#n=Math.min(this.#n,Math.max(0,t-1)),this.index!==null&&this.index>=
t){this.move(null);return}if(this.ring.hidden=this.index===null,this.index===null)return;let{x:n,y:l,width:s,height:i}=this.#e.rect(this.index);Object.assign(this.
ring.style,{transform:`translate(${n-2}px, ${l-2}px)`,width:`${s+4}px`,height:`${i+4}px`})}};function fl(e,t,n){let l=window.devicePixelRatio||1,[s,i]=[Math.round(t*l),Math.round(n*l)],r=e.width!==s||e.height!==i;r&&(e.width=s,e.height=i,e.style.width=`${t}\
px`,e.style.height=`${n}px`);let c=e.getContext("2d");return c?(c.setTransform(l,0,0,l,0,0),{context:c,changed:r}):null}function Os(e,t,n){let l=document.createElement(
"canvas"),s=fl(l,t,t);n(s.context);let i=e.createPattern(l,"repeat");return i.setTransform(new DOMMatrix().scale(t/l.width)),i}function Vl(e,t,n,l,s,i,r=4){e.save(),
e.beginPath(),e.rect(t,n,l,s),e.clip(),e.strokeStyle=i,e.lineWidth=1,e.beginPath();for(let c=-s+r/2;c<l;c+=r)e.moveTo(t+c,n+s),e.lineTo(t+c+s,n);e.stroke(),e.restore()}function uc(e,t=0){return(250+e*137.508+t*80)%360}function Tt(e,t,n,l=1){return`oklch(${n?"0.74 0.12":"0.55 0.11"} ${uc(e,t).toFixed(1)} / ${l})`}function hl(e){
return e?"#000":"#fff"}function Rs({rows:e,columns:t},n){let s=Math.max(4,Math.min(18,(n-28)/Math.max(1,t))),i=e<=12?18:e<=24?13:e<=40?10:8,r=i<13?3:0;return{rows:e,columns:t,gutter:28,
rim:r,pitchX:s,pitchY:i,width:28+t*s,height:e*i+2*r,total:e*t}}function ci({rows:e,columns:t,gutter:n,rim:l,pitchX:s,pitchY:i},r,c){let[f,h]=[Math.floor((r-n)/s),
Math.floor((c-l)/i)];return f<0||f>=t||h<0||h>=e?null:h*t+f}function ui({columns:e,gutter:t,rim:n,pitchX:l,pitchY:s},i){return{x:t+i%e*l,y:n+Math.floor(i/e)*s,width:l,
height:s-2}}var fc={prefill:"prefill",decode:"decode",recompute:"recomputed after a preemption",waiting:"in the batch, not computed in this step",speculated:"de\
code, speculated",out:"out of the batch"};function fi(e,t,n=()=>1){let{columns:l,first:s,table:i}=e,r=`Step ${s+t%l}, slot ${Math.floor(t/l)}`,c=nn(e.cells[t]);
if(c.index===null)return`${r}: idle slot.`;let[f,h]=i[c.index]??["?",0],d=e.counts[t],m=[bn(f,h,n(f)),fc[c.kind]];return(d>1||d&&c.kind!=="decode")&&m.push(Ce(d,
"token")),c.preempted&&m.push("preempted before this step"),c.finished&&m.push("finished in this step"),`${r}: ${m.join(", ")}.`}function hi({cells:e}){if(!e.length)
return null;let t=0;for(let n of e)n&1048575||t++;return t/e.length}var hc="10px system-ui, sans-serif";function pi(e,t,n,{theme:l,chosen:s}){let i=fl(e,n.width,
n.height);if(!i)return;let{context:r}=i,{columns:c,pitchX:f,pitchY:h,gutter:d,rim:m}=n,b=f>=7?1:.5,S=h-2;r.clearRect(0,0,n.width,n.height),r.font=hc,r.textBaseline=
"middle";let _=new Map,P=L=>{if(!_.has(L)){let[M,y]=t.table[L]??[L,0];_.set(L,[Tt(M,y,l.dark),Tt(M,y,l.dark,.3)])}return _.get(L)};for(let L=0;L<n.rows;L++){let M=m+
L*h;r.fillStyle=l.ink(.55),r.textAlign="right",(h>=13||L%5===0)&&r.fillText(String(L),d-6,M+S/2+.5),r.textAlign="left";for(let y=0;y<c;y++){let x=d+y*f,T=f-b,R=nn(
t.cells[L*c+y]);if(R.index===null){r.globalAlpha=1,di(r,x,M,T,S,l.ink(.3));continue}let[$,G]=P(R.index);r.globalAlpha=s===null||s===t.table[R.index]?.[0]?1:.25,
pc[R.kind](r,x,M,T,S,$,G,l),R.finished&&(r.fillStyle=l.ink(),r.fillRect(x+T-2,M,2,S)),R.preempted&&dc(r,x,M,Math.min(T,S)*.8,l.ink())}if(h>=13)for(let{index:y,x,
text:T,width:R}of gc(r,t,n,L))r.globalAlpha=s===null||s===t.table[y][0]?1:.25,r.fillStyle=P(y)[0],r.fillRect(x,M,R,S),r.globalAlpha=1,r.fillStyle=hl(l.dark),r.fillText(
T,x+3,M+S/2+.5);r.globalAlpha=1}}var pc={prefill(e,t,n,l,s,i,r){e.fillStyle=r,e.fillRect(t,n,l,s),Vl(e,t,n,l,s,i,4)},decode(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(
t,n,l,s)},recompute(e,t,n,l,s,i,r,c){e.fillStyle=r,e.fillRect(t,n,l,s),e.strokeStyle=c.ink(.8),e.lineWidth=1,e.beginPath(),e.moveTo(t+1,n+2),e.lineTo(t+l-1,n+s-
2),e.moveTo(t+l-1,n+2),e.lineTo(t+1,n+s-2),e.stroke()},waiting(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n+s/2-1,l,2)},speculated(e,t,n,l,s,i,r){e.fillStyle=r,e.fillRect(
t,n,l,s),e.fillStyle=i,e.fillRect(t,n+s*.6,l,s*.4)},out(e,t,n,l,s,i){di(e,t,n,l,s,i)}};function di(e,t,n,l,s,i){e.strokeStyle=i,e.lineWidth=1,e.strokeRect(Math.
round(t)+.5,n+.5,Math.max(1,Math.round(l)-1),s-1)}function dc(e,t,n,l,s){e.fillStyle=s,e.beginPath(),e.moveTo(t,n),e.lineTo(t+l,n),e.lineTo(t,n+l),e.fill()}function mc(e,t){
let n=[];for(let l=0;l<e.columns;l++){let{index:s}=nn(e.cells[t*e.columns+l]),i=n.at(-1);i&&i.index===s&&i.to===l?i.to++:s!==null&&n.push({index:s,from:l,to:l+1})}
return n}function gc(e,t,{columns:n,gutter:l,pitchX:s},i){let r=[];for(let{index:c,from:f,to:h}of mc(t,i)){if(!t.table[c])continue;let d=P=>nn(t.cells[i*n+P]).kind,
m=f;for(;m<h&&d(m)!=="decode";)m++;let b=m;for(;b<h&&d(b)==="decode";)b++;let S=bn(...t.table[c]),_=Math.ceil((e.measureText(S).width+6)/s)*s;(b-m)*s>_&&r.push(
{index:c,text:S,width:_-1,x:l+m*s})}return r}function qt(e,t,n,...l){return w(`section.nbs-panel.nbs-${e}`,{"aria-label":t},w("header.nbs-head",{},w("h3",{},t),w("details.nbs-what",{},w("summary",{"aria-la\
bel":`${t}: what am I looking at?`},"What is this?"),w("p",{},n))),...l)}function Un(e,t){let n=w("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Tab\
le"}),l=w("details.nbs-table",{},w("summary",{},"Show as table"),n),s=0,i=()=>{s=performance.now()+1e3;let{caption:c,head:f,body:h}=t();n.replaceChildren(w("tab\
le",{},w("caption",{},c),w("thead",{},w("tr",{},f.map(d=>w("th",{scope:"col"},d)))),w("tbody",{},h.map(d=>w("tr",{},d.map(m=>w("td",{},m)))))))},r=e.debounce(1e3,
()=>l.open&&i());return l.addEventListener("toggle",()=>l.open?i():n.replaceChildren()),{element:l,refresh(){l.open&&(performance.now()>=s?i():r())}}}function mi({model:e,scope:t,theme:n,view:l}){let s=Ds(null),i=Rs(s,0),r=0,c=w("canvas",{"aria-hidden":"true"}),f=w("div.nbs-surface",{tabindex:"0",role:"applic\
ation","aria-roledescription":"batch grid","aria-label":"Batch slots by step. Arrow keys move, Enter chooses the request."},c),h=w("div.nbs-window",{},f),d=w("s\
pan.nbs-note"),m=w("div.nbs-info.nbs-none"),b=Fl("",{"aria-live":"polite"}),S=t.debounce(300,x=>X(b,x)),_=t.frame(()=>{let{selected:x}=l.get(),T=s.table.some(([
R])=>R===x)?x:null;r&&pi(c,s,i,{theme:n,chosen:T})}),P=()=>{let{index:x}=L;return m.classList.toggle("nbs-none",x===null),X(m,x===null?"Point at a cell, or move\
 through the grid with the arrow keys.":fi(s,x)),m.textContent},L=new In(f,{shape:()=>({total:i.total,columns:i.columns}),at:(x,T)=>ci(i,x,T),rect:x=>ui(i,x)},{
onMove:(x,T)=>{let R=P();x!==null&&T&&S(R)},onSelect:x=>{let{index:T}=nn(s.cells[x]);T===null?l.set({selected:null}):l.toggle(s.table[T]?.[0]??null)},onEscape:()=>l.
set({selected:null})}),M=Un(t,()=>({caption:"The last steps, newest first",head:["Step","Computed","Idle slots"],body:[...bc(s)].reverse().slice(0,32)})),y=()=>{
i=Rs(s,r),f.style.width=`${i.width}px`,f.style.height=`${i.height}px`,L.place(),_()};return t.bind("batch",x=>{s=Ds(x);let T=hi(s),R=s.columns?[`steps ${le(s.first)}\
–${le(s.first+s.columns-1)}`,`${lt(T)} of the slots idle`,s.mode&&`${s.mode} batching`,s.more&&`${Ce(s.more,"more slot")} not shown`]:[e.get("now")?.steps?"no\
 step since this dashboard was opened":"no step yet"];X(d,R.filter(Boolean).join(" · ")),y(),P(),M.refresh()}),l.bind(_),n.watch(_),t.observe(new ResizeObserver(
([{contentRect:x}])=>{x.width!==r&&(r=x.width,y())}),h),qt("batch","Batch","Each row is a place in the batch, each column one step, the newest at the right. Wit\
h continuous batching a place is taken again as soon as its request has finished; with static batching it stays idle until the whole batch has.",d,h,wc(),m,b,M.
element)}function*bc(e){for(let t=0;t<e.columns;t++){let n=[],l=0;for(let s=0;s<e.rows;s++){let i=s*e.columns+t,{index:r,kind:c,finished:f}=nn(e.cells[i]);r===null?
l++:n.push(`${bn(...e.table[r]??[])} ${c} ${e.counts[i]}${f?" (finished)":""}`)}yield[le(e.first+t),n.join(", "),le(l)]}}function wc(){let e=(t,n)=>w("span.nbs-\
key",{},w(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return w("div.nbs-keys",{},e("prefill","prefill"),e("filled","decode"),e("recompute","recomputed"),
e("pending","in the batch, not computed"),e("end","finished"),e("taken","preempted"),e("free","idle slot"))}function gi(e){let t=new Map;for(let n of e)n.blocks.forEach((l,s)=>{let i=t.get(l);i?i.push({owner:n,logical:s}):t.set(l,[{owner:n,logical:s}])});return t}function pt({
label:e,request:t,answer:n}){return e??bn(t,n)}function bi(e,t){let n=new Map;for(let l of e)l.request===t&&l.blocks.forEach((s,i)=>n.set(s,String(i)));return n.
size?n:null}function wi(e,t,n=()=>1){return e.blocks.map((l,s)=>({logical:s,block:l,filled:Math.max(0,Math.min(t,e.computed-s*t)),size:t,shared:n(l)>1}))}function ki(e,t,n,l){
let s=`Block ${e}`;if(t.state==="free")return`${s}: free.`;if(t.state==="cached")return`${s}: cached. Nobody uses it; its ${Ce(t.tokens,"token")} can be found a\
gain (prefix cache).`;let i=n.map(({owner:f,logical:h})=>`${pt(f)} (logical block ${h})`),r=i.length>4?[...i.slice(0,3),`${i.length-3} more`]:i,c=t.published?";\
 in the prefix cache":"";return`${s}: ${t.tokens} of ${l} tokens, ${Ce(t.refs,"reference")}${t.refs>1?" (shared)":""}${c}${r.length?`. ${r.join(", ")}`:""}.`}function yi(e){
let[t,n,l]=[0,0,0];for(let s of e){let i=s>>>24&63;i?t++:s&1073741824&&l++,i>1&&n++}return{used:t,shared:n,cached:l,free:e.length-t-l}}var Si=[30,26,22,18,16,14,12,11,10,9,8,7,6,5],kc=240,yc=.22;function Ns(e,t){let n=l=>{let s=Math.max(1,Math.min(e||1,Math.floor(t/l))),i=Math.ceil(e/s);return{
total:e,pitch:l,gap:l>=12?2:1,columns:s,rows:i,height:i*l}};return Si.map(n).find(({height:l})=>l<=kc)??n(Si.at(-1))}var xi=256;function Ti(e,t=0){let n=e.length;
for(;n>0&&!(e[n-1]&ii);)n--;let l=xi;for(;l<n;)l*=2;return t>l&&t<4*n&&(l=t),e.length-l<xi?e.length:l}function vi({total:e,pitch:t,columns:n},l,s){let[i,r]=[Math.
floor(l/t),Math.floor(s/t)],c=r*n+i;return i<0||i>=n||r<0||c>=e?null:c}function Wl({pitch:e,gap:t,columns:n},l){let s=e-t;return{x:l%n*e,y:Math.floor(l/n)*e,width:s,
height:s}}var ql=class{#e=new Uint32Array(0);#t=[];#n="";#l=[];#s=null;#o=null;paint(t,{cells:n,blockSize:l,owners:s},i,r,c,f=!1){let{pitch:h,columns:d,total:m}=i,
b=Math.floor(r.top/h)*d,S=Math.min(m,Math.ceil((r.top+r.height)/h)*d),_=[h,d,m,r.top,r.height,c.version,c.theme.ink(),devicePixelRatio].join(),P=f||_!==this.#n;
P?this.#i(t,n,i,r,c):this.#r(s),this.#n=_,this.#t=s.map(pt),t.save(),t.translate(0,-r.top);let L=0;for(let M=b;M<S;M++){if(!P&&this.#e[M]===n[M])continue;L++,this.#e[M]=
n[M];let{x:y,y:x,width:T}=Wl(i,M);P||t.clearRect(y,x,h,h);let R=c.chosen?.get(M);t.globalAlpha=c.chosen&&R===void 0?yc:1;let $=Hn(n[M],l);if($.state==="used"){this.#a(
t,$,s,y,x,T,c,R);continue}t.fillStyle=$.state==="cached"?this.#o:this.#s;let G=1;if(P){let I=n[M],J=Math.min(S,M-M%d+d);for(;M+1<J&&n[M+1]===I;)this.#e[++M]=I,G++;
L+=G-1}t.fillRect(y,x,G*h,h)}return t.restore(),L}#i(t,n,{pitch:l,gap:s,columns:i},r,{theme:c}){let f=l-s;t.clearRect(0,0,i*l,r.height),this.#e=new Uint32Array(
n.length),this.#l=[];let h=d=>{d.strokeStyle=c.ink(.34),d.lineWidth=1,d.strokeRect(.5,.5,f-1,f-1)};this.#s=Os(t,l,h),this.#o=Os(t,l,d=>{Vl(d,0,0,f,f,c.ink(f<8?.6:
.5),f<8?3:4),h(d)})}#r(t){let n=new Map(t.map((s,i)=>[pt(s),i+1])),l=[0,...this.#t.map(s=>n.get(s)??0)];t.length===this.#t.length&&l.every((s,i)=>s===i)||(this.#l=
[],this.#e.forEach((s,i)=>this.#e[i]=s&4294901760|l[s&65535]))}#a(t,n,l,s,i,r,c,f){let h=l[n.owner],{full:d,tint:m}=this.#l[n.owner]??=Sc(h,c.theme),b=Math.max(
n.tokens?1:0,Math.round(n.share*r));if(b<r&&(t.fillStyle=m,t.fillRect(s,i,r,r-b)),t.fillStyle=d,t.fillRect(s,i+r-b,r,b),n.refs>1){let _=Math.max(2,Math.round(r*
.36));t.fillStyle=c.theme.ink(),t.beginPath(),t.moveTo(s+r-_,i),t.lineTo(s+r,i),t.lineTo(s+r,i+_),t.fill()}let S=f??(r>=24&&h?pt(h):"");S&&r>=14&&this.#c(t,S,s+
r/2,i+r/2+1,r,c.theme.dark,n.share<.7)}#c(t,n,l,s,i,r,c){let[f,h]=[hl(!r),hl(r)];t.font=`${i>=24?10:9}px system-ui, sans-serif`,t.textAlign="center",t.textBaseline=
"middle",c&&(t.lineWidth=2.5,t.lineJoin="round",t.strokeStyle=h,t.strokeText(n,l,s,i-2)),t.fillStyle=c?f:h,t.fillText(n,l,s,i-2)}};function Sc({request:e,answer:t},{
dark:n}){return{full:Tt(e,t,n),tint:Tt(e,t,n,.3)}}var jn=20,jt={width:104,height:16},Hl=92,pl=64;function xc(e){let t=new Map([...e].sort((n,l)=>n.block-l.block).map(({block:n},l)=>[n,l]));return e.map((n,l)=>({
...n,left:l*jn,right:t.get(n.block)*jn}))}function Tc(e){return e.length>pl?[...e.slice(0,pl/2),...e.slice(-pl/2)]:e}function Mi(e,t,n,l){return e.map(s=>{let i=wi(
s,t,n),r=xc(Tc(i)),c=Tt(s.request,s.answer,l),f=2*jt.width+Hl,h=xe("svg",{width:f,height:r.length*jn,viewBox:`0 0 ${f} ${r.length*jn}`,role:"img","aria-label":vc(
s,r)},r.map(d=>_c(d,c)),r.map(d=>_i(0,d.left,d,c,`${d.logical}`)),r.map(d=>_i(jt.width+Hl,d.right,d,c,`#${d.block}${d.shared?" shared":""}`)));return w("figure.\
nbs-map",{},w("figcaption",{},w("b",{},pt(s)),` ${Ce(s.computed,"token")} in ${Ce(i.length,"block")}`),w("div.nbs-columns",{style:{width:`${f}px`},"aria-hidden":"\
true"},w("span",{},"logical"),w("span",{},"physical")),w("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":`Block table of ${pt(s)}`},h),i.length>pl?w("\
p.nbs-note",{},`The first and the last ${pl/2} of ${Ce(i.length,"block")}.`):null)})}function vc(e,t){let n=t.map(({logical:l,block:s,filled:i,size:r})=>`${l} t\
o ${s} (${i}/${r})`);return`Block table of ${pt(e)}, logical to physical: ${n.join(", ")}`}function _i(e,t,{filled:n,size:l},s,i){let r=e===0;return xe("g",{transform:`\
translate(${e} ${t+2})`},xe("rect.nbs-slot",{width:jt.width,height:jt.height,rx:1}),xe("rect",{width:jt.width*n/l,height:jt.height,rx:1,fill:s,"fill-opacity":r?
.28:.5}),xe("text",{x:6,y:12},i),r?xe("text",{x:jt.width-6,y:12,"text-anchor":"end"},`${n}/${l}`):null)}function _c({left:e,right:t},n){let[l,s]=[jt.width+2,jt.
width+Hl-2],[i,r]=[e+jn/2,t+jn/2],c=Hl*.45;return xe("path",{d:`M${l} ${i}C${l+c} ${i} ${s-c} ${r} ${s} ${r}`,fill:"none",stroke:n,"stroke-width":1.5})}var Mc=40,Ei=420;function $i({scope:e,theme:t,view:n,kernel:l}){let s=Cs(null),i=Ns(0,1),r=null,c={theme:t,chosen:null,version:0},f=0,h=0,d=w("canvas",{"aria-hi\
dden":"true"}),m=w("div.nbs-surface",{tabindex:"0",role:"application","aria-roledescription":"block grid","aria-label":"Blocks of the KV cache. Arrow keys move,\
 Enter chooses the request."}),b=w("div.nbs-window",{},m);m.append(d);let S=w("div.nbs-info"),_=w("div.nbs-tokens"),P=Fl("",{"aria-live":"polite"}),L=w("div.nbs\
-legend",{role:"group","aria-label":"Running requests"}),M=w("span.nbs-note"),y=w("div.nbs-side",{hidden:!0}),x=new ql,T=C=>(r??=gi(s.owners)).get(C)??[],R=C=>s.
cells[C]>>>24&63,$=e.frame(()=>{if(!f||!s.total)return;let C=Math.min(i.height,Ei),K=fl(d,i.columns*i.pitch,C);if(!K)return;let fe=Math.min(b.scrollTop,i.height-
C);d.style.transform=`translateY(${fe}px)`,x.paint(K.context,s,i,{top:fe,height:C},c,K.changed)}),G=()=>{i=Ns(n.get().unfolded?s.total:h,f),m.style.width=`${i.columns*
i.pitch}px`,m.style.height=`${i.height}px`,Z.place(),$()},I=C=>{c={...c,...C,version:c.version+1},$()},J=e.debounce(150,async C=>{let{block:K}=await l.ask({do:"\
block",number:C});if(K?.number!==Z.index)return;let fe=K.text.map(we=>w("span",{},ai(we)));_.replaceChildren(...fe),Z.byKeyboard&&N(`${S.textContent} Text: ${K.
text.join("")}`)}),N=e.debounce(350,C=>X(P,C)),A=0,Y=(C,K)=>{_.replaceChildren(),J.cancel(),U(),C!==null&&(A=s.cells[C],K&&(N(S.textContent),W(C)),Hn(A,s.blockSize).
tokens&&J(C))},O=()=>{let{selected:C}=n.get();return C!==null&&!s.owners.some(fe=>fe.request===C)?`r${C} owns no blocks: it waits, or has ended.`:"Point at a bl\
ock, or move through the grid with the arrow keys."},U=()=>{let C=Z.index;S.classList.toggle("nbs-none",C===null),C===null?X(S,O()):X(S,ki(C,Hn(s.cells[C],s.blockSize),
T(C),s.blockSize))},W=C=>{let{y:K,height:fe}=Wl(i,C);K<b.scrollTop?b.scrollTop=K:K+fe>b.scrollTop+b.clientHeight&&(b.scrollTop=K+fe-b.clientHeight)},Z=new In(m,
{shape:()=>({total:i.total,columns:i.columns,page:Math.floor(Ei/i.pitch)}),at:(C,K)=>vi(i,C,K),rect:C=>Wl(i,C)},{onMove:Y,onSelect:C=>{let K=T(C),{selected:fe}=n.
get(),we=K.findIndex(({owner:Qe})=>Qe.request===fe),qe=K.length?K[we+1]?.owner.request??(we<0?K[0].owner.request:null):null;n.set({selected:qe,tabled:qe})},onEscape:()=>n.
set({selected:null,tabled:null})}),H=new Map,Re=w("span.nbs-note"),me=C=>{let K=n.get().selected===C?null:C;n.set({selected:K,tabled:K})},ie=C=>w("button.nbs-ch\
ip",{type:"button",title:C.prompt||null,onclick:()=>me(C.request)},w("i",{"aria-hidden":"true"}),pt(C)),ue=()=>{let{selected:C}=n.get(),K=H;H=new Map;for(let we of s.
owners.slice(0,Mc)){let qe=pt(we),Qe=K.get(qe)??ie(we);H.set(qe,Qe),xt(Qe,"aria-pressed",String(we.request===C)),Qe.firstChild.style.background=Tt(we.request,we.
answer,t.dark)}let fe=s.owners.length-H.size;X(Re,fe>0?`and ${le(fe)} more`:""),Nl(L,[...H.values(),Re])},te=null,z=e.frame(()=>{let{tabled:C}=n.get(),K=s.owners.
filter(at=>at.request===C),fe=JSON.stringify([C,t.dark,K.map(({answer:at,computed:Jt,blocks:Dt})=>[at,Jt,Dt,Dt.map(R)])]);if(fe===te)return;te=fe,y.hidden=!K.length;
let we=[...y.querySelectorAll(".nbs-scroll")].map(at=>at.scrollTop),qe={type:"button","aria-label":"Close the block table",onclick:()=>n.set({selected:null,tabled:null})},
Qe=w("header",{},w("h4",{},"Block table"),w("button",qe,"Close")),Kt=y.contains(document.activeElement)&&document.activeElement.tagName==="BUTTON";y.replaceChildren(
Qe,...Mi(K,s.blockSize,R,t.dark)),y.querySelectorAll(".nbs-scroll").forEach((at,Jt)=>at.scrollTop=we[Jt]??0),Kt&&Qe.querySelector("button").focus()}),Ae=Un(e,()=>({
caption:"Running requests and their block tables",head:["Request","Tokens held","Blocks","Block table (logical order)"],body:s.owners.map(C=>[pt(C),le(C.computed),
le(C.blocks.length),C.blocks.join(" ")])})),Ve=w("span.nbs-note"),be=w("button.nbs-link",{type:"button",onclick:()=>n.set({unfolded:!n.get().unfolded})}),re=w("\
div.nbs-tail",{hidden:!0},Ve,be),rt=()=>{h=Ti(s.cells,h);let{unfolded:C}=n.get(),K=s.total-h;re.hidden=!K,X(Ve,`Blocks ${le(h)} to ${le(s.total-1)}: ${le(K)} fr\
ee`),X(be,C?"Fold them":"Show them"),i.total!==(C?s.total:h)&&G()},Je=()=>{rt(),U();let{selected:C}=n.get(),K=C===null?null:bi(s.owners,C),fe=c.chosen?[...c.chosen].
join():"";(K?[...K].join():"")!==fe&&I({chosen:K}),ue(),z()};return e.bind("pool",C=>{s=Cs(C),r=null;let{used:K,shared:fe,cached:we,free:qe}=yi(s.cells);X(M,`${le(
K)} in use (${le(fe)} shared) · ${le(we)} cached · ${le(qe)} free · ${s.blockSize} tokens a block`),Z.index!==null&&s.cells[Z.index]!==A&&(A=s.cells[Z.index],
Hn(A,s.blockSize).tokens?J(Z.index):_.replaceChildren()),Je(),Ae.refresh(),$()}),n.bind(Je),t.watch(()=>{I({}),ue(),z()}),b.addEventListener("scroll",$),e.observe(
new ResizeObserver(([{contentRect:C}])=>{C.width!==f&&(f=C.width,G())}),b),qt("blocks","Blocks","Each cell is a block: room for the keys and values of a few con\
secutive tokens. A request takes blocks as it grows, anywhere in the pool, and its block table says which; blocks with the same beginning are shared. Choose a r\
equest to see its table.",M,w("div.nbs-split",{},b,re,Ec(),L,S,_,P,Ae.element,y))}function Ec(){let e=(t,n)=>w("span.nbs-key",{},w(`i.nbs-sample.nbs-${t}`,{"ari\
a-hidden":"true"}),n);return w("div.nbs-keys",{},e("filled","in use, full"),e("partly","partly filled"),e("shared","shared"),e("cached","cached, nobody's"),e("f\
ree","free"))}var zl=class{#e=!1;#t=[];#n;constructor({scope:t,root:n}){this.#n=n,t.on("change:now",()=>this.#l(!1)),t.observe(new MutationObserver(()=>this.#s()),n.parentElement,
{attributes:!0,attributeFilter:["class"]});for(let l of["comm_live_update","comm:close"])t.on(l,()=>this.#l(!0));t.frame(()=>this.#s())()}get gone(){return this.#e||
this.#n.closest(".jupyter-widgets-disconnected")!==null}bind(t){this.#t.push(t),t(this.gone)}#l(t){this.#e=t,this.#s()}#s(){for(let t of this.#t)t(this.gone)}};var Ai={idle:["○","idle"],running:["●","running"],asleep:["◐","asleep"],closed:["□","closed"],failed:["✕","failed"],replay:["▷","replay"],gone:["◌",
"no kernel"]};function dl(e){return e?.error?"This dashboard has stopped.":e?.state==="asleep"?"The engine is asleep.":e?.state==="closed"?"The engine is closed\
.":e?.state==="failed"?"The engine has failed.":e?.state==="replay"?"This is a recording.":null}function Pi({model:e,connection:t,scope:n,kernel:l}){let s=w("h2"),
i=w("span.nbs-about"),r=w("span",{"aria-hidden":"true"}),c=w("span"),f=w("span.nbs-state",{role:"status"},r,c),h=w("span.nbs-notice",{role:"status"}),d=N=>X(h,N),
m=n.debounce(4e3,()=>d("")),b=async(N,A)=>{m.cancel(),d("");let Y=await l.ask(N,O=>d(O?Wn:""));d(Y.ok?A??"":Y.error??"That did not work."),Y.ok&&m()},S=(N,A,Y)=>w(
"button",{type:"button",title:A,onclick:Y},N),_=()=>!!e.get("now")?.paused,P=S("Pause admission","New requests wait; those that run go on.",()=>b({do:_()?"resum\
e":"pause"})),L=S("Cancel all…","Ends every request, running or waiting; their texts so far stay.",()=>$(!0)),M=S("Clear prefix cache","Forgets cached blocks \
that no running request uses.",()=>b({do:"clear_prefix_cache"},"The prefix cache is empty.")),y=w("span"),x=S("Cancel them","",()=>{$(!1),b({do:"cancel_all"})}),
T=S("Keep them","",()=>$(!1)),R=w("span.nbs-confirm",{role:"group","aria-label":"Cancel all requests?",hidden:!0},y,x,T),$=N=>{let{running:A=0,waiting:Y=0}=e.get(
"now")??{};X(y,`Cancel ${Ce(A+Y,"request")}?`),R.hidden=!N,L.hidden=N,(N?T:L).focus()};R.addEventListener("keydown",N=>{N.key==="Escape"&&$(!1)});let G=[P,L,M,x].
map(N=>[N,N.title]),I=w("div.nbs-buttons",{role:"group","aria-label":"Controls"},P,L,R,M);$c()||I.append(S("Refresh","Updates do not come by themselves here.",()=>b(
{do:"refresh"})));let J=()=>{let N=e.get("now")??{};X(s,N.engine??"engine"),X(i,[N.model!==N.engine&&N.model,N.precision].filter(Boolean).join(" · "));let A=t.
gone?"gone":N.state??"idle",[Y,O]=Ai[A]??Ai.idle;X(r,Y),X(c,N.paused&&!dl(N)&&!t.gone?`${O}, admission paused`:O),f.dataset.state=A,xt(f,"title",N.at?`as of ${ln(
N.at)}`:null);let U=dl(N);for(let[W,Z]of G)W.disabled=!!U,W.title=U??Z;I.hidden=N.state==="replay",X(P,N.paused?"Resume admission":"Pause admission"),xt(P,"aria\
-pressed",String(!!N.paused)),L.disabled||=!N.running&&!N.waiting};return n.on("change:now",J),t.bind(J),w("div.nbs-top",{},w("div.nbs-title",{},s,i,f),I,h)}function $c(){
return!globalThis.google?.colab}function Ac(e){let t=e.running||e.waiting?Lc:Ut,n=[[["Output",Fs(gn(e.out_rate),"tokens/s")],["Prompts",Fs(gn(e.in_rate),"tokens/s")],["Running",le(e.running??0)],
["Waiting",le(e.waiting??0)],["Finished",le(e.finished??0),Dc(e)],["Preemptions",le(e.preempted??0)],["Steps",le(e.steps??0)]],[Bs("TTFT",e.ttft,t),Bs("TPOT",e.
tpot,e.writing?`${le(e.writing)} still running`:t),Bs("ITL",e.itl,t),["KV efficiency",lt(e.kv_efficiency,t)],["Prefix hits",lt(e.prefix_hit_rate,t)]]];return e.
step_error&&n[1].push(Cc(e.step_error)),e.slo&&n[1].push(["SLO met",lt(e.slo.attainment,t),Oc(e.slo)],["Goodput",Fs(gn(e.slo.goodput,t),"req/s"),ml(e.throughput)?
`of ${gn(e.throughput)} req/s`:""]),n}function Pc(e){let t=e.kv_usage;return{share:ml(t)?Math.min(1,Math.max(0,t)):0,text:`${lt(t,"–")} · ${le(e.kv_used??0)}\
 of ${Ce(e.kv_total??0,"block")}`,word:ri(t)}}function Di({scope:e}){let t=w("div.nbs-bar"),n=w("div.nbs-meter",{role:"meter","aria-label":"KV usage","aria-valu\
emin":"0","aria-valuemax":"100","aria-description":Li,title:Li},t,Ci(It.nearlyFull),Ci(It.full)),l=w("span.nbs-figure"),s=w("strong.nbs-word"),i=w("span.nbs-not\
e.nbs-thresholds",{},w("i",{"aria-hidden":"true"}),`${lt(It.nearlyFull)} nearly full`,w("i",{"aria-hidden":"true"}),`${lt(It.full)} full`),r=w("div.nbs-figures"),
c=new Map,f="",h=d=>{c.clear();let m=b=>w("dl",{},b.map(([S])=>{let _={value:w("span.nbs-value"),note:w("span.nbs-note")};return c.set(S,_),w("div",{},w("dt",{},
S),w("dd",{},_.value,_.note))}));r.replaceChildren(...d.map(m))};return e.bind("now",d=>{let m=Ac(d??{}),b=m.map(L=>L.map(([M])=>M).join()).join(";");b!==f&&h(m),
f=b;for(let[L,M,y=""]of m.flat()){let x=c.get(L);X(x.value,M),x.value.classList.toggle("nbs-none",!/\d/.test(M)||M.endsWith("running")),X(x.note,y)}let{share:S,
text:_,word:P}=Pc(d??{});t.style.setProperty("width",`${S*100}%`),X(l,_),X(s,P??""),n.dataset.level=P??"",n.setAttribute("aria-valuenow",String(Math.round(S*100))),
n.setAttribute("aria-valuetext",P?`${_}, ${P}`:_)}),qt("now","Now","The engine's figures at this moment. TTFT is the time from submitting a request to its first\
 token, TPOT the time per token after that, ITL the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. TTFT and ITL cou\
nt as tokens come, TPOT when an answer has ended. KV usage is the part of the pool's blocks that running requests own; beyond the marks on its bar the pool is n\
early full, and requests are soon preempted, or wait.",w("div.nbs-usage",{},w("span.nbs-label",{},"KV usage"),n,l,s,i),r)}var Lc="not yet",Li=`The marks: from ${lt(
It.nearlyFull)} the pool is nearly full, from ${lt(It.full)} full. Then requests wait for blocks, or are preempted.`,ml=e=>e!=null;function Fs(e,t){return/\d/.test(
e)?`${e} ${t}`:e}function Bs(e,t,n){return!t||!ml(t[0])?[e,n]:[e,$e(t[0]),`p95 ${$e(t[1])} · p99 ${$e(t[2])}`]}function Cc(e){let t=Object.entries(e),n=Math.max(
...t.map(([,l])=>l));return["Step time",`foreseen ± ${lt(n)}`,t.map(([l,s])=>`${l} ${lt(s)}`).join(" · ")]}function Dc(e){return[e.cancelled&&`${le(e.cancelled)}\
 cancelled`,e.failed&&`${le(e.failed)} failed`].filter(Boolean).join(" · ")}function Oc({ttft_ms:e,tpot_ms:t}){return[ml(e)&&`TTFT ≤ ${$e(e/1e3)}`,ml(t)&&`TP\
OT ≤ ${$e(t/1e3)}`].filter(Boolean).join(" · ")}function Ci(e){return w("i",{style:{left:`${e*100}%`},"aria-hidden":"true"})}var Rc=[.25,.5,1,2,5,10];function Oi({model:e,scope:t,kernel:n}){let l=w("button",{type:"button"}),s=w("input",{type:"range",min:"0",step:"1","aria-label":"Step\
 of the recording"}),i=w("output.nbs-figure"),r=w("select",{"aria-label":"Speed"},Rc.map(S=>w("option",{value:S},`${S}×`))),c=w("span.nbs-notice",{role:"status"}),
f=w("div.nbs-replay",{role:"group","aria-label":"Replay",hidden:!0},l,s,i,r,c),h=async S=>{let _=await n.ask(S,P=>X(c,P?Wn:""));X(c,_.ok?"":_.error??"That did n\
ot work.")},d=S=>h({do:"play",playing:!!e.get("replay")?.playing,speed:Number(r.value),...S});l.addEventListener("click",()=>d({playing:!e.get("replay")?.playing})),
r.addEventListener("change",()=>d({}));let m=!1,b=t.debounce(60,S=>h({do:"seek",position:S}));return s.addEventListener("input",()=>{m=!0,X(i,Vs(Number(s.value),
Number(s.max)+1)),b(Number(s.value))}),s.addEventListener("change",()=>m=!1),t.bind("replay",S=>{if(f.hidden=!S?.steps,f.hidden)return;s.max=String(Math.max(0,S.
steps-1)),m||(s.value=String(S.position),X(i,Vs(S.position,S.steps))),s.setAttribute("aria-valuetext",Vs(S.position,S.steps)),X(l,S.playing?"Pause":"Play");let _=String(
S.speed);[...r.options].some(P=>P.value===_)||r.append(w("option",{value:_},`${_}×`)),document.activeElement!==r&&(r.value=_)}),f}function Vs(e,t){return`step ${le(
e+1)} of ${le(t)}`}function Il(e,t){return e.find(([n])=>n===t||n.startsWith(`${t} `))?.[1]??null}var Nc=["finished","cancelled","failed"];function Ri({events:e=[],itl:t=[]},n=0){
let l=Il(e,"scheduled"),s=Il(e,"first token"),i=t.map(d=>{if(s===null)return[];let m=s;return[s,...d.map(b=>m+=b)]}),c=Nc.map(d=>Il(e,d)).find(d=>d!==null)??null??
Math.max(n,...e.map(([,d])=>d),...i.map(d=>d.at(-1)??0)),f=[["queued",Il(e,"queued")??0],["prefill",l],["decode",s]].filter(([,d])=>d!==null),h=f.map(([d,m],b)=>({
name:d,from:m,to:f[b+1]?.[1]??Math.max(m,c)}));return{end:c,phases:h,chunks:e.filter(([d])=>d.startsWith("prefill ")||d.startsWith("recompute ")).map(([d,m])=>({
name:d,at:m})),preemptions:e.filter(([d])=>d==="preempted").map(([,d])=>d),answers:i}}function Ni(e,t=6){if(!(e>0))return[0];let n=e/t,l=10**Math.floor(Math.log10(
n)),s=[1,2,5,10].map(i=>i*l).find(i=>i>=n);return Array.from({length:Math.floor(e/s+1e-9)+1},(i,r)=>r*s)}function qs(e,t){if(!e.length)return null;let n=[...e].
sort((l,s)=>l-s);return n[Math.max(0,Math.ceil(t*n.length)-1)]}var Fi=62,Gn=18;function Vi({model:e,scope:t,theme:n},l){let s=w("h4"),i=w("span.nbs-note"),r=w("div.nbs-timeline"),c=w("p.nbs-note"),f=w("pre"),h=w("pre"),d=w(
"details.nbs-table",{},w("summary",{},"Show what the model is given"),h),m=w("div.nbs-texts"),b=w("dl.nbs-params"),S=w("ol.nbs-events"),_=w("article.nbs-detail",
{hidden:!0,tabindex:"-1","aria-label":"Request in detail"},w("header",{},s,i,w("button",{type:"button",onclick:()=>l()},"Close")),r,c,w("h5",{},"Prompt"),f,d,m,
w("h5",{},"Parameters"),b,w("details.nbs-table",{},w("summary",{},"Show events as a list"),S));_.addEventListener("keydown",M=>{M.key==="Escape"&&(M.stopPropagation(),
l())});let P=[],L=t.frame(()=>{let M=e.get("detail");M?.events&&r.clientWidth&&r.replaceChildren(qc(Ri(M,Vc(e,M)),r.clientWidth,y=>Tt(M.id,y,n.dark)))});return t.
bind("detail",M=>{if(_.hidden=!Number.isInteger(M?.id),_.hidden)return;let{texts:y=[],params:x={},itl:T=[]}=M;X(s,`Request r${M.id}`),X(i,[M.state,y.length>1&&Ce(
y.length,"answer")].filter(Boolean).join(" · ")),X(c,Bc(T.flat())),X(f,M.prompt??""),X(h,M.template??""),d.hidden=!M.template,P.length!==y.length&&(P=y.map(()=>w(
"pre")),m.replaceChildren(...P.flatMap((R,$)=>[w("h5",{},y.length>1?`Answer ${$}`:"Answer"),R]))),y.forEach((R,$)=>{X(P[$],R||"No text yet."),P[$].classList.toggle(
"nbs-none",!R)}),Bi(b,Object.entries(x),([R,$])=>w("div",{},w("dt",{},R),w("dd",{},Fc(R,$)))),Object.keys(x).length||b.replaceChildren(w("div",{},w("dt",{},"all\
 as by default"))),Bi(S,M.events??[],([R,$])=>w("li",{},w("span.nbs-figure",{},$e($)),` ${R}`)),L()}),t.on("change:requests",L),n.watch(L),t.observe(new ResizeObserver(
L),r),_}function Bi(e,t,n){let l=JSON.stringify(t);e.nbsShown!==l&&(e.nbsShown=l,e.replaceChildren(...t.map(n)))}function Fc(e,t){return typeof t=="string"&&e!==
"seed"?JSON.stringify(t):typeof t=="boolean"?t?"True":"False":typeof t=="object"?JSON.stringify(t):String(t)}function Bc(e){return e.length?`ITL: median ${$e(qs(
e,.5))}, p99 ${$e(qs(e,.99))}, longest ${$e(Math.max(...e))}.`:""}function Vc(e,{id:t,state:n}){if(n!=="waiting"&&n!=="running")return 0;let l=e.get("requests")?.
rows.find(i=>i.id===t)?.submitted,s=e.get("now")?.at;return l&&s?Math.max(0,s-l):0}function qc(e,t,n){let l=e.end||1,s=h=>Fi+h/l*(t-Fi-12),r=(1+e.answers.length)*
(Gn+6)+22,c=h=>h*(Gn+6)+1,f=e.phases.map(({name:h,from:d,to:m})=>`${h} ${$e(m-d)}`).join(", ");return xe("svg",{width:t,height:r,viewBox:`0 0 ${t} ${r}`,role:"i\
mg","aria-label":`Timeline: ${f}${e.preemptions.length?`, ${Ce(e.preemptions.length,"preemption")}`:""}`},Ni(l,t>600?8:4).map(h=>xe("g",{},xe("line.nbs-rule",{x1:s(
h),x2:s(h),y1:0,y2:r-18}),xe("text",{x:s(h),y:r-4,"text-anchor":h?h>l*.96?"end":"middle":"start"},Bl(h)))),xe("text",{x:0,y:c(0)+13},"phases"),e.phases.map(({name:h,
from:d,to:m})=>{let b=Math.max(1,s(m)-s(d));return xe(`g.nbs-phase.nbs-${h}`,{style:{"--hue":n(0)}},xe("title",{},`${h}: ${$e(m-d)}`),xe("rect",{x:s(d),y:c(0),width:b,
height:Gn}),b>46?xe("text",{x:s(d)+5,y:c(0)+13},h):null)}),e.chunks.map(({name:h,at:d})=>xe("line.nbs-chunk",{x1:s(d),x2:s(d),y1:c(0),y2:c(0)+Gn},xe("title",{},
`${h} at ${$e(d)}`))),e.preemptions.map(h=>xe("g",{},xe("title",{},`preempted at ${$e(h)}`),xe("path.nbs-preempted",{d:`M${s(h)-5} ${c(0)}h10l-5 8z`}),xe("line.\
nbs-preempted",{x1:s(h),x2:s(h),y1:c(0),y2:c(0)+Gn}))),e.answers.map((h,d)=>[xe("text",{x:0,y:c(d+1)+13},e.answers.length>1?`tokens ${d}`:"tokens"),xe("path",{d:Wc(
h,s,c(d+1)),stroke:n(d),"stroke-width":1.25,fill:"none"})]))}function Wc(e,t,n){return[...new Set(e.map(s=>Math.round(t(s)*2)/2))].map(s=>`M${s} ${n+1}v${Gn-2}`).
join("")}var gl=[{key:"submitted",title:"Request"},{key:"state",title:"State",text:!0},{key:"prompt",title:"Prompt",text:!0},{key:"prompt_tokens",title:"Prompt tokens",short:"\
In"},{key:"cached_tokens",title:"Tokens taken from the prefix cache",short:"Cached"},{key:"output_tokens",title:"Output tokens",short:"Out"},{key:"queue",title:"\
Time in the queue",short:"Queue"},{key:"ttft",title:"TTFT, submit to first token",short:"TTFT"},{key:"tpot",title:"TPOT, time per output token",short:"TPOT"},{key:"\
e2el",title:"E2EL, submit to last token",short:"E2EL"},{key:"preemptions",title:"Preemptions",short:"Preempt."}];function qi(e,t,n){let l=n?-1:1,s=i=>i==null;return[
...e].sort((i,r)=>{let[c,f]=[i[t],r[t]];if(s(c)||s(f))return s(c)-s(f)||r.id-i.id;let h=typeof c=="string"?c.localeCompare(f):c-f;return l*h||r.id-i.id})}function Wi(e,t){
let n=gl.find(l=>l.key===t)?.text??!1;return{sort:t,descending:e.sort===t?!e.descending:!n}}var Hc=new Set(["waiting","running"]);function zc(e){let t=e.reason&&e.reason!==e.state?` (${e.reason})`:"";return[e.answers>1?`r${e.id} ×${e.answers}`:`r${e.id}`,
`${e.state}${t}`,e.prompt,le(e.prompt_tokens),le(e.cached_tokens),le(e.output_tokens),$e(e.queue,"–"),$e(e.ttft,"–"),$e(e.tpot,"–"),$e(e.e2el,"–"),le(e.
preemptions)]}function Hi(e){let{model:t,connection:n,scope:l,view:s,kernel:i}=e,r=w("span.nbs-note"),c=w("span.nbs-notice",{role:"status"}),f=async x=>{let T=await i.
ask(x,R=>X(c,R?Wn:""));X(c,T.ok?"":T.error??"That did not work.")},h=gl.map(({key:x,title:T,short:R})=>{let $=w("button",{type:"button",title:T,onclick:()=>s.set(
Wi(s.get(),x))},R??T);return w(`th.nbs-${x}`,{scope:"col"},$)}),d=w("tbody"),m=w("p.nbs-none",{},"No request yet."),b=w("table",{},w("thead",{},w("tr",{},h,w("t\
h",{scope:"col"},w("span.nbs-unseen",{},"Action")))),d),S=w("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Table of requests"},b),_=new Map,P=x=>{let T=gl.
map(({key:I,text:J})=>w(`td.nbs-${I}${J?"":".nbs-number"}`)),R=w("button.nbs-link",{type:"button","aria-label":`Open request ${x}`,onclick:()=>L(x)});T[0].append(
R);let $=w("button",{type:"button","aria-label":`Cancel request ${x}`,onclick:()=>f({do:"cancel",request:x})},"Cancel"),G=w("tr",{},T,w("td",{},$));return G.addEventListener(
"click",I=>{!I.target.closest("button")&&!getSelection()?.toString()&&L(x)}),{line:G,cells:T,open:R,cancel:$}},L=x=>{let T=t.get("detail")?.id===x;f({do:T?"clos\
e":"open",request:x}),T||s.set({selected:x})},M=()=>{let{rows:x=[],more:T=0}=t.get("requests")??{},{sort:R,descending:$,selected:G}=s.get(),I=n.gone||dl(t.get("\
now"))!==null,J=t.get("detail")?.id??null;h.forEach((O,U)=>xt(O,"aria-sort",gl[U].key===R?$?"descending":"ascending":null));let A=qi(x,R,$).map(O=>{_.has(O.id)||
_.set(O.id,P(O.id));let{line:U,cells:W,open:Z,cancel:H}=_.get(O.id);return zc(O).forEach((Re,me)=>X(me?W[me]:Z,Re)),xt(Z,"aria-expanded",String(O.id===J)),xt(W[0],
"title",`submitted at ${ln(O.submitted)}`),xt(W[1],"title",O.reason),xt(W[2],"title",O.prompt),U.dataset.state=O.state,U.classList.toggle("nbs-chosen",O.id===J||
O.id===G),H.hidden=!Hc.has(O.state)||I,U});Nl(d,A);let Y=new Set(x.map(({id:O})=>O));for(let O of _.keys())Y.has(O)||_.delete(O);m.hidden=x.length>0,b.hidden=x.
length===0,X(r,T?`the newest ${le(x.length)}, ${Ce(T,"older one")} not shown`:x.length?Ce(x.length,"request"):"")};l.bind("requests",M),l.on("change:detail",M);
let y=null;return l.on("change:now",()=>{let x=dl(t.get("now"));x!==y&&M(),y=x}),n.bind(M),s.bind(M),qt("requests","Requests","Every request, newest first. TTFT\
 includes the time in the queue. Open one to see its texts, and when each of its tokens came.",r,m,S,c,Vi(e,()=>f({do:"close"})))}var Ic="uplot",Uc="u-hz",jc="u-vt",Gc="u-title",Yc="u-wrap",Kc="u-under",Jc="u-over",Zc="u-axis",yn="u-off",Qc="u-select",Xc="u-cursor-x",eu="u-cursor-y",tu="u-\
cursor-pt",nu="u-legend",lu="u-live",su="u-inline",ou="u-series",iu="u-marker",zi="u-label",ru="u-value",wl="width",kl="height";var Ii="bottom",Yn="left",Ws="right",so="#000",Ui=so+"0",Hs="mousemove",ji="mousedown",zs="mouseup",Gi="mouseenter",Yi="mouseleave",Ki="dblclick",au="resize",cu="\
scroll",Ji="change",Kl="dppxchange",oo="--",tl=typeof window<"u",Ys=tl?document:null,Jn=tl?window:null,uu=tl?navigator:null,pe,Ul;function Ks(){let e=devicePixelRatio;
pe!=e&&(pe=e,Ul&&Zs(Ji,Ul,Ks),Ul=matchMedia(`(min-resolution: ${pe-.001}dppx) and (max-resolution: ${pe+.001}dppx)`),Sn(Ji,Ul,Ks),Jn.dispatchEvent(new CustomEvent(
Kl)))}function dt(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Js(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Me(e,t,n){
e.style[t]=n+"px"}function Pt(e,t,n,l){let s=Ys.createElement(e);return t!=null&&dt(s,t),n?.insertBefore(s,l),s}function vt(e,t){return Pt("div",e,t)}var Zi=new WeakMap;
function Wt(e,t,n,l,s){let i="translate("+t+"px,"+n+"px)",r=Zi.get(e);i!=r&&(e.style.transform=i,Zi.set(e,i),t<0||n<0||t>l||n>s?dt(e,yn):Js(e,yn))}var Qi=new WeakMap;
function Xi(e,t,n){let l=t+n,s=Qi.get(e);l!=s&&(Qi.set(e,l),e.style.background=t,e.style.borderColor=n)}var er=new WeakMap;function tr(e,t,n,l){let s=t+""+n,i=er.
get(e);s!=i&&(er.set(e,s),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-n/2+"px":0)}var io={passive:!0},fu={...io,
capture:!0};function Sn(e,t,n,l){t.addEventListener(e,n,l?fu:io)}function Zs(e,t,n,l){t.removeEventListener(e,n,io)}tl&&Ks();function Lt(e,t,n,l){let s;n=n||0,l=
l||t.length-1;let i=l<=2147483647;for(;l-n>1;)s=i?n+l>>1:mt((n+l)/2),t[s]<e?n=s:l=s;return e-t[n]<=t[l]-e?n:l}function Ar(e){return(n,l,s)=>{let i=-1,r=-1;for(let c=l;c<=
s;c++)if(e(n[c])){i=c;break}for(let c=s;c>=l;c--)if(e(n[c])){r=c;break}return[i,r]}}var Pr=e=>e!=null,Lr=e=>e!=null&&e>0,Ql=Ar(Pr),hu=Ar(Lr);function pu(e,t,n,l=0,s=!1){
let i=s?hu:Ql,r=s?Lr:Pr;[t,n]=i(e,t,n);let c=e[t],f=e[t];if(t>-1)if(l==1)c=e[t],f=e[n];else if(l==-1)c=e[n],f=e[t];else for(let h=t;h<=n;h++){let d=e[h];r(d)&&(d<
c?c=d:d>f&&(f=d))}return[c??ke,f??-ke]}function Xl(e,t,n,l){let s=sr(e),i=sr(t);e==t&&(s==-1?(e*=n,t/=n):(e/=n,t*=n));let r=n==10?Gt:Cr,c=s==1?mt:_t,f=i==1?_t:mt,
h=c(r(Be(e))),d=f(r(Be(t))),m=Zn(n,h),b=Zn(n,d);return n==10&&(h<0&&(m=ye(m,-h)),d<0&&(b=ye(b,-d))),l||n==2?(e=m*s,t=b*i):(e=Nr(e,m),t=es(t,b)),[e,t]}function ro(e,t,n,l){
let s=Xl(e,t,n,l);return e==0&&(s[0]=0),t==0&&(s[1]=0),s}var ao=.1,nr={mode:3,pad:ao},Sl={pad:0,soft:null,mode:0},du={min:Sl,max:Sl};function Jl(e,t,n,l){return ts(
n)?lr(e,t,n):(Sl.pad=n,Sl.soft=l?0:null,Sl.mode=l?3:0,lr(e,t,du))}function ce(e,t){return e??t}function mu(e,t,n){for(t=ce(t,0),n=ce(n,e.length-1);t<=n;){if(e[t]!=
null)return!0;t++}return!1}function lr(e,t,n){let l=n.min,s=n.max,i=ce(l.pad,0),r=ce(s.pad,0),c=ce(l.hard,-ke),f=ce(s.hard,ke),h=ce(l.soft,ke),d=ce(s.soft,-ke),
m=ce(l.mode,0),b=ce(s.mode,0),S=t-e,_=Gt(S),P=st(Be(e),Be(t)),L=Gt(P),M=Be(L-_);(S<1e-24||M>10)&&(S=0,(e==0||t==0)&&(S=1e-24,m==2&&h!=ke&&(i=0),b==2&&d!=-ke&&(r=
0)));let y=S||P||1e3,x=Gt(y),T=Zn(10,mt(x)),R=y*(S==0?e==0?.1:1:i),$=ye(Nr(e-R,T/10),24),G=e>=h&&(m==1||m==3&&$<=h||m==2&&$>=h)?h:ke,I=st(c,$<G&&e>=G?G:Ct(G,$)),
J=y*(S==0?t==0?.1:1:r),N=ye(es(t+J,T/10),24),A=t<=d&&(b==1||b==3&&N>=d||b==2&&N<=d)?d:-ke,Y=Ct(f,N>A&&t<=A?A:st(A,N));return I==Y&&I==0&&(Y=100),[I,Y]}var gu=new Intl.
NumberFormat(tl?uu.language:"en-US"),co=e=>gu.format(e),gt=Math,Yl=gt.PI,Be=gt.abs,mt=gt.floor,Fe=gt.round,_t=gt.ceil,Ct=gt.min,st=gt.max,Zn=gt.pow,sr=gt.sign,Gt=gt.
log10,Cr=gt.log2,bu=(e,t=1)=>gt.sinh(e)*t,Is=(e,t=1)=>gt.asinh(e/t),ke=1/0;function or(e){return(Gt((e^e>>31)-(e>>31))|0)+1}function Qs(e,t,n){return Ct(st(e,t),
n)}function Dr(e){return typeof e=="function"}function oe(e){return Dr(e)?e:()=>e}var wu=()=>{},Or=e=>e,Rr=(e,t)=>t,ku=e=>null,ir=e=>!0,rr=(e,t)=>e==t,yu=/\.\d*?(?=9{6,}|0{6,})/gm,
xn=e=>{if(Br(e)||on.has(e))return e;let t=`${e}`,n=t.match(yu);if(n==null)return e;let l=n[0].length-1;if(t.indexOf("e-")!=-1){let[s,i]=t.split("e");return+`${xn(
s)}e${i}`}return ye(e,l)};function wn(e,t){return xn(ye(xn(e/t))*t)}function es(e,t){return xn(_t(xn(e/t))*t)}function Nr(e,t){return xn(mt(xn(e/t))*t)}function ye(e,t=0){
if(Br(e))return e;let n=10**t,l=e*n*(1+Number.EPSILON);return Fe(l)/n}var on=new Map;function Fr(e){return((""+e).split(".")[1]||"").length}function Tl(e,t,n,l){
let s=[],i=l.map(Fr);for(let r=t;r<n;r++){let c=Be(r),f=ye(Zn(e,r),c);for(let h=0;h<l.length;h++){let d=e==10?+`${l[h]}e${r}`:l[h]*f,m=(r>=0?0:c)+(r>=i[h]?0:i[h]),
b=e==10?d:ye(d,m);s.push(b),on.set(b,m)}}return s}var xl={},uo=[],Qn=[null,null],sn=Array.isArray,Br=Number.isInteger,Su=e=>e===void 0;function ar(e){return typeof e==
"string"}function ts(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function xu(e){return e!=null&&typeof e=="object"}var Tu=Object.getPrototypeOf(
Uint8Array),Vr="__proto__";function Xn(e,t=ts){let n;if(sn(e)){let l=e.find(s=>s!=null);if(sn(l)||t(l)){n=Array(e.length);for(let s=0;s<e.length;s++)n[s]=Xn(e[s],
t)}else n=e.slice()}else if(e instanceof Tu)n=e.slice();else if(t(e)){n={};for(let l in e)l!=Vr&&(n[l]=Xn(e[l],t))}else n=e;return n}function Oe(e){let t=arguments;
for(let n=1;n<t.length;n++){let l=t[n];for(let s in l)s!=Vr&&(ts(e[s])?Oe(e[s],Xn(l[s])):e[s]=Xn(l[s]))}return e}var vu=0,_u=1,Mu=2;function Eu(e,t,n){for(let l=0,
s,i=-1;l<t.length;l++){let r=t[l];if(r>i){for(s=r-1;s>=0&&e[s]==null;)e[s--]=null;for(s=r+1;s<n&&e[s]==null;)e[i=s++]=null}}}function $u(e,t){if(Lu(e)){let r=e[0].
slice();for(let c=1;c<e.length;c++)r.push(...e[c].slice(1));return Cu(r[0])||(r=Pu(r)),r}let n=new Set;for(let r=0;r<e.length;r++){let f=e[r][0],h=f.length;for(let d=0;d<
h;d++)n.add(f[d])}let l=[Array.from(n).sort((r,c)=>r-c)],s=l[0].length,i=new Map;for(let r=0;r<s;r++)i.set(l[0][r],r);for(let r=0;r<e.length;r++){let c=e[r],f=c[0];
for(let h=1;h<c.length;h++){let d=c[h],m=Array(s).fill(void 0),b=t?t[r][h]:_u,S=[];for(let _=0;_<d.length;_++){let P=d[_],L=i.get(f[_]);P===null?b!=vu&&(m[L]=P,
b==Mu&&S.push(L)):m[L]=P}Eu(m,S,s),l.push(m)}}return l}var Au=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function Pu(e){let t=e[0],n=t.
length,l=Array(n);for(let i=0;i<l.length;i++)l[i]=i;l.sort((i,r)=>t[i]-t[r]);let s=[];for(let i=0;i<e.length;i++){let r=e[i],c=Array(n);for(let f=0;f<n;f++)c[f]=
r[l[f]];s.push(c)}return s}function Lu(e){let t=e[0][0],n=t.length;for(let l=1;l<e.length;l++){let s=e[l][0];if(s.length!=n)return!1;if(s!=t){for(let i=0;i<n;i++)
if(s[i]!=t[i])return!1}}return!0}function Cu(e,t=100){let n=e.length;if(n<=1)return!0;let l=0,s=n-1;for(;l<=s&&e[l]==null;)l++;for(;s>=l&&e[s]==null;)s--;if(s<=
l)return!0;let i=st(1,mt((s-l+1)/t));for(let r=e[l],c=l+i;c<=s;c+=i){let f=e[c];if(f!=null){if(f<=r)return!1;r=f}}return!0}var qr=["January","February","March",
"April","May","June","July","August","September","October","November","December"],Wr=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Hr(e){
return e.slice(0,3)}var Du=Wr.map(Hr),Ou=qr.map(Hr),Ru={MMMM:qr,MMM:Ou,WWWW:Wr,WWW:Du};function bl(e){return(e<10?"0":"")+e}function Nu(e){return(e<10?"00":e<100?
"0":"")+e}var Fu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>bl(e.getMonth()+
1),M:e=>e.getMonth()+1,DD:e=>bl(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>bl(e.getHours()),H:e=>e.getHours(),
h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>bl(e.
getMinutes()),m:e=>e.getMinutes(),ss:e=>bl(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Nu(e.getMilliseconds())};function fo(e,t){t=t||Ru;let n=[],l=/\{([a-z]+)\}|[^{]+/gi,
s;for(;s=l.exec(e);)n.push(s[0][0]=="{"?Fu[s[1]]:s[0]);return i=>{let r="";for(let c=0;c<n.length;c++)r+=typeof n[c]=="string"?n[c]:n[c](i,t);return r}}var Bu=new Intl.
DateTimeFormat().resolvedOptions().timeZone;function Vu(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==Bu?n=e:(n=new Date(
e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var zr=e=>e%1==0,Zl=[1,2,2.5,5],qu=Tl(10,-32,0,Zl),Ir=Tl(10,0,32,Zl),Wu=Ir.filter(
zr),kn=qu.concat(Ir),ho=`
`,Ur="{YYYY}",cr=ho+Ur,jr="{M}/{D}",yl=ho+jr,jl=yl+"/{YY}",Gr="{aa}",Hu="{h}:{mm}",Kn=Hu+Gr,ur=ho+Kn,fr=":{ss}",de=null;function Yr(e){let t=e*1e3,n=t*60,l=n*60,
s=l*24,i=s*30,r=s*365,f=(e==1?Tl(10,0,3,Zl).filter(zr):Tl(10,-3,0,Zl)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,l,l*2,l*3,l*4,l*6,l*8,l*12,s,s*2,s*3,s*
4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,i,i*2,i*3,i*4,i*6,r,r*2,r*5,r*10,r*25,r*50,r*100]),h=[[r,Ur,de,de,de,de,de,de,1],[s*28,"{MMM}",cr,de,de,de,de,de,1],[s,jr,cr,de,
de,de,de,de,1],[l,"{h}"+Gr,jl,de,yl,de,de,de,1],[n,Kn,jl,de,yl,de,de,de,1],[t,fr,jl+" "+Kn,de,yl+" "+Kn,de,ur,de,1],[e,fr+".{fff}",jl+" "+Kn,de,yl+" "+Kn,de,ur,
de,1]];function d(m){return(b,S,_,P,L,M)=>{let y=[],x=L>=r,T=L>=i&&L<r,R=m(_),$=ye(R*e,3),G=Us(R.getFullYear(),x?0:R.getMonth(),T||x?1:R.getDate()),I=ye(G*e,3);
if(T||x){let J=T?L/i:0,N=x?L/r:0,A=$==I?$:ye(Us(G.getFullYear()+N,G.getMonth()+J,1)*e,3),Y=new Date(Fe(A/e)),O=Y.getFullYear(),U=Y.getMonth();for(let W=0;A<=P;W++){
let Z=Us(O+N*W,U+J*W,1),H=Z-m(ye(Z*e,3));A=ye((+Z+H)*e,3),A<=P&&y.push(A)}}else{let J=L>=s?s:L,N=mt(_)-mt($),A=I+N+es($-I,J);y.push(A);let Y=m(A),O=Y.getHours()+
Y.getMinutes()/n+Y.getSeconds()/l,U=L/l,W=b.axes[S]._space,Z=M/W;for(;A=ye(A+L,e==1?0:3),!(A>P);)if(U>1){let H=mt(ye(O+U,6))%24,ie=m(A).getHours()-H;ie>1&&(ie=-1),
A-=ie*l,O=(O+U)%24;let ue=y[y.length-1];ye((A-ue)/L,3)*Z>=.7&&y.push(A)}else y.push(A)}return y}}return[f,h,d]}var[zu,Iu,Uu]=Yr(1),[ju,Gu,Yu]=Yr(.001);Tl(2,-53,
53,[1]);function hr(e,t){return e.map(n=>n.map((l,s)=>s==0||s==8||l==null?l:t(s==1||n[8]==0?l:n[1]+l)))}function pr(e,t){return(n,l,s,i,r)=>{let c=t.find(_=>r>=
_[0])||t[t.length-1],f,h,d,m,b,S;return l.map(_=>{let P=e(_),L=P.getFullYear(),M=P.getMonth(),y=P.getDate(),x=P.getHours(),T=P.getMinutes(),R=P.getSeconds(),$=L!=
f&&c[2]||M!=h&&c[3]||y!=d&&c[4]||x!=m&&c[5]||T!=b&&c[6]||R!=S&&c[7]||c[1];return f=L,h=M,d=y,m=x,b=T,S=R,$(P)})}}function Ku(e,t){let n=fo(t);return(l,s,i,r,c)=>s.
map(f=>n(e(f)))}function Us(e,t,n){return new Date(e,t,n)}function dr(e,t){return t(e)}var Ju="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function mr(e,t){return(n,l,s,i)=>i==
null?oo:t(e(l))}function Zu(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Qu(e,t){return e.series[t].fill(
e,t)}var Xu={show:!0,live:!0,isolate:!1,mount:wu,markers:{show:!0,width:2,stroke:Zu,fill:Qu,dash:"solid"},idx:null,idxs:null,values:[]};function ef(e,t){let n=e.
cursor.points,l=vt(),s=n.size(e,t);Me(l,wl,s),Me(l,kl,s);let i=s/-2;Me(l,"marginLeft",i),Me(l,"marginTop",i);let r=n.width(e,t,s);return r&&Me(l,"borderWidth",r),
l}function tf(e,t){let n=e.series[t].points;return n._fill||n._stroke}function nf(e,t){let n=e.series[t].points;return n._stroke||n._fill}function lf(e,t){return e.
series[t].points.size}var js=[0,0];function sf(e,t,n){return js[0]=t,js[1]=n,js}function Gl(e,t,n,l=!0){return s=>{s.button==0&&(!l||s.target==t)&&n(s)}}function Gs(e,t,n,l=!0){
return s=>{(!l||s.target==t)&&n(s)}}var of={show:!0,x:!0,y:!0,lock:!1,move:sf,points:{one:!1,show:ef,size:lf,width:0,stroke:nf,fill:tf},bind:{mousedown:Gl,mouseup:Gl,
click:Gl,dblclick:Gl,mousemove:Gs,mouseleave:Gs,mouseenter:Gs},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},
_x:!1,_y:!1},focus:{dist:(e,t,n,l,s)=>l-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Kr={
show:!0,stroke:"rgba(0,0,0,0.07)",width:2},po=Oe({},Kr,{filter:Rr}),Jr=Oe({},po,{size:10}),Zr=Oe({},Kr,{show:!1}),mo='12px system-ui, -apple-system, "Segoe UI",\
 Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Qr="bold "+mo,Xr=1.5,gr={
show:!0,scale:"x",stroke:so,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Qr,side:2,grid:po,ticks:Jr,border:Zr,font:mo,lineGap:Xr,rotate:0},
rf="Value",af="Time",br={show:!0,scale:"x",auto:!1,sorted:1,min:ke,max:-ke,idxs:[]};function cf(e,t,n,l,s){return t.map(i=>i==null?"":co(i))}function uf(e,t,n,l,s,i,r){
let c=[],f=on.get(s)||0;n=r?n:ye(es(n,s),f);for(let h=n;h<=l;h=ye(h+s,f))c.push(Object.is(h,-0)?0:h);return c}function Xs(e,t,n,l,s,i,r){let c=[],f=e.scales[e.axes[t].
scale].log,h=f==10?Gt:Cr,d=mt(h(n));s=Zn(f,d),f==10&&(s=kn[Lt(s,kn)]);let m=n,b=s*f;f==10&&(b=kn[Lt(b,kn)]);do c.push(m),m=m+s,f==10&&!on.has(m)&&(m=ye(m,on.get(
s))),m>=b&&(s=m,b=s*f,f==10&&(b=kn[Lt(b,kn)]));while(m<=l);return c}function ff(e,t,n,l,s,i,r){let f=e.scales[e.axes[t].scale].asinh,h=l>f?Xs(e,t,st(f,n),l,s):[
f],d=l>=0&&n<=0?[0]:[];return(n<-f?Xs(e,t,st(f,-l),-n,s):[f]).reverse().map(b=>-b).concat(d,h)}var ea=/./,hf=/[12357]/,pf=/[125]/,wr=/1/,eo=(e,t,n,l)=>e.map((s,i)=>t==
4&&s==0||i%l==0&&n.test(s.toExponential()[s<0?1:0])?s:null);function df(e,t,n,l,s){let i=e.axes[n],r=i.scale,c=e.scales[r],f=e.valToPos,h=i._space,d=f(10,r),m=f(
9,r)-d>=h?ea:f(7,r)-d>=h?hf:f(5,r)-d>=h?pf:wr;if(m==wr){let b=Be(f(1,r)-d);if(b<h)return eo(t.slice().reverse(),c.distr,m,_t(h/b)).reverse()}return eo(t,c.distr,
m,1)}function mf(e,t,n,l,s){let i=e.axes[n],r=i.scale,c=i._space,f=e.valToPos,h=Be(f(1,r)-f(2,r));return h<c?eo(t.slice().reverse(),3,ea,_t(c/h)).reverse():t}function gf(e,t,n,l){
return l==null?oo:t==null?"":co(t)}var kr={show:!0,scale:"y",stroke:so,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Qr,side:3,grid:po,ticks:Jr,
border:Zr,font:mo,lineGap:Xr,rotate:0};function bf(e,t){let n=3+(e||1)*2;return ye(n*t,3)}function wf(e,t){let{scale:n,idxs:l}=e.series[0],s=e._data[0],i=e.valToPos(
s[l[0]],n,!0),r=e.valToPos(s[l[1]],n,!0),c=Be(r-i),f=e.series[t],h=c/(f.points.space*pe);return l[1]-l[0]<=h}var yr={scale:null,auto:!0,sorted:0,min:ke,max:-ke},
ta=(e,t,n,l,s)=>s,Sr={show:!0,auto:!0,sorted:0,gaps:ta,alpha:1,facets:[Oe({},yr,{scale:"x"}),Oe({},yr,{scale:"y"})]},xr={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,
gaps:ta,alpha:1,points:{show:wf,filter:null},values:null,min:ke,max:-ke,idxs:[],path:null,clip:null};function kf(e,t,n,l,s){return n/10}var na={time:!0,auto:!0,
distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},yf=Oe({},na,{time:!1,ori:1}),Tr={};function la(e,t){let n=Tr[e];return n||(n={key:e,plots:[],sub(l){n.plots.
push(l)},unsub(l){n.plots=n.plots.filter(s=>s!=l)},pub(l,s,i,r,c,f,h){for(let d=0;d<n.plots.length;d++)n.plots[d]!=s&&n.plots[d].pub(l,s,i,r,c,f,h)}},e!=null&&(Tr[e]=
n)),n}var el=1,to=2;function Tn(e,t,n){let l=e.mode,s=e.series[t],i=l==2?e._data[t]:e._data,r=e.scales,c=e.bbox,f=i[0],h=l==2?i[1]:i[t],d=l==2?r[s.facets[0].scale]:
r[e.series[0].scale],m=l==2?r[s.facets[1].scale]:r[s.scale],b=c.left,S=c.top,_=c.width,P=c.height,L=e.valToPosH,M=e.valToPosV;return d.ori==0?n(s,f,h,d,m,L,M,b,
S,_,P,ls,nl,os,oa,ra):n(s,f,h,d,m,M,L,S,b,P,_,ss,ll,wo,ia,aa)}function go(e,t){let n=0,l=0,s=ce(e.bands,uo);for(let i=0;i<s.length;i++){let r=s[i];r.series[0]==
t?n=r.dir:r.series[1]==t&&(r.dir==1?l|=1:l|=2)}return[n,l==1?-1:l==2?1:l==3?2:0]}function Sf(e,t,n,l,s){let i=e.mode,r=e.series[t],c=i==2?r.facets[1].scale:r.scale,
f=e.scales[c];return s==-1?f.min:s==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function Yt(e,t,n,l,s,i){return Tn(e,t,(r,c,f,h,d,m,b,S,_,P,L)=>{let M=r.pxRound,y=h.
dir*(h.ori==0?1:-1),x=h.ori==0?nl:ll,T,R;y==1?(T=n,R=l):(T=l,R=n);let $=M(m(c[T],h,P,S)),G=M(b(f[T],d,L,_)),I=M(m(c[R],h,P,S)),J=M(b(i==1?d.max:d.min,d,L,_)),N=new Path2D(
s);return x(N,I,J),x(N,$,J),x(N,$,G),N})}function ns(e,t,n,l,s,i){let r=null;if(e.length>0){r=new Path2D;let c=t==0?os:wo,f=n;for(let m=0;m<e.length;m++){let b=e[m];
if(b[1]>b[0]){let S=b[0]-f;S>0&&c(r,f,l,S,l+i),f=b[1]}}let h=n+s-f,d=10;h>0&&c(r,f,l-d/2,h,l+i+d)}return r}function xf(e,t,n){let l=e[e.length-1];l&&l[0]==t?l[1]=
n:e.push([t,n])}function bo(e,t,n,l,s,i,r){let c=[],f=e.length;for(let h=s==1?n:l;h>=n&&h<=l;h+=s)if(t[h]===null){let m=h,b=h;if(s==1)for(;++h<=l&&t[h]===null;)
b=h;else for(;--h>=n&&t[h]===null;)b=h;let S=i(e[m]),_=b==m?S:i(e[b]),P=m-s;S=r<=0&&P>=0&&P<f?i(e[P]):S;let M=b+s;_=r>=0&&M>=0&&M<f?i(e[M]):_,_>=S&&c.push([S,_])}
return c}function vr(e){return e==0?Or:e==1?Fe:t=>wn(t,e)}function sa(e){let t=e==0?ls:ss,n=e==0?(s,i,r,c,f,h)=>{s.arcTo(i,r,c,f,h)}:(s,i,r,c,f,h)=>{s.arcTo(r,i,
f,c,h)},l=e==0?(s,i,r,c,f)=>{s.rect(i,r,c,f)}:(s,i,r,c,f)=>{s.rect(r,i,f,c)};return(s,i,r,c,f,h=0,d=0)=>{h==0&&d==0?l(s,i,r,c,f):(h=Ct(h,c/2,f/2),d=Ct(d,c/2,f/2),
t(s,i+h,r),n(s,i+c,r,i+c,r+f,h),n(s,i+c,r+f,i,r+f,d),n(s,i,r+f,i,r,d),n(s,i,r,i+c,r,h),s.closePath())}}var ls=(e,t,n)=>{e.moveTo(t,n)},ss=(e,t,n)=>{e.moveTo(n,t)},
nl=(e,t,n)=>{e.lineTo(t,n)},ll=(e,t,n)=>{e.lineTo(n,t)},os=sa(0),wo=sa(1),oa=(e,t,n,l,s,i)=>{e.arc(t,n,l,s,i)},ia=(e,t,n,l,s,i)=>{e.arc(n,t,l,s,i)},ra=(e,t,n,l,s,i,r)=>{
e.bezierCurveTo(t,n,l,s,i,r)},aa=(e,t,n,l,s,i,r)=>{e.bezierCurveTo(n,t,s,l,r,i)};function ca(e){return(t,n,l,s,i)=>Tn(t,n,(r,c,f,h,d,m,b,S,_,P,L)=>{let{pxRound:M,
points:y}=r,x,T;h.ori==0?(x=ls,T=oa):(x=ss,T=ia);let R=ye(y.width*pe,3),$=(y.size-y.width)/2*pe,G=ye($*2,3),I=new Path2D,J=new Path2D,{left:N,top:A,width:Y,height:O}=t.
bbox;os(J,N-G,A-G,Y+G*2,O+G*2);let U=W=>{if(f[W]!=null){let Z=M(m(c[W],h,P,S)),H=M(b(f[W],d,L,_));x(I,Z+$,H),T(I,Z,H,$,0,Yl*2)}};if(i)i.forEach(U);else for(let W=l;W<=
s;W++)U(W);return{stroke:R>0?I:null,fill:I,clip:J,flags:el|to}})}function ua(e){return(t,n,l,s,i,r)=>{l!=s&&(i!=l&&r!=l&&e(t,n,l),i!=s&&r!=s&&e(t,n,s),e(t,n,r))}}
var Tf=ua(nl),vf=ua(ll);function fa(e){let t=ce(e?.alignGaps,0);return(n,l,s,i)=>Tn(n,l,(r,c,f,h,d,m,b,S,_,P,L)=>{[s,i]=Ql(f,s,i);let M=r.pxRound,y=O=>M(m(O,h,P,
S)),x=O=>M(b(O,d,L,_)),T,R;h.ori==0?(T=nl,R=Tf):(T=ll,R=vf);let $=h.dir*(h.ori==0?1:-1),G={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:el},I=G.
stroke,J=!1;if(i-s>=P*4){let O=z=>n.posToVal(z,h.key,!0),U=null,W=null,Z,H,Re,me=y(c[$==1?s:i]),ie=y(c[s]),ue=y(c[i]),te=O($==1?ie+1:ue-1);for(let z=$==1?s:i;z>=
s&&z<=i;z+=$){let Ae=c[z],be=($==1?Ae<te:Ae>te)?me:y(Ae),re=f[z];be==me?re!=null?(H=re,U==null?(T(I,be,x(H)),Z=U=W=H):H<U?U=H:H>W&&(W=H)):re===null&&(J=!0):(U!=
null&&R(I,me,x(U),x(W),x(Z),x(H)),re!=null?(H=re,T(I,be,x(H)),U=W=Z=H):(U=W=null,re===null&&(J=!0)),me=be,te=O(me+$))}U!=null&&U!=W&&Re!=me&&R(I,me,x(U),x(W),x(
Z),x(H))}else for(let O=$==1?s:i;O>=s&&O<=i;O+=$){let U=f[O];U===null?J=!0:U!=null&&T(I,y(c[O]),x(U))}let[A,Y]=go(n,l);if(r.fill!=null||A!=0){let O=G.fill=new Path2D(
I),U=r.fillTo(n,l,r.min,r.max,A),W=x(U),Z=y(c[s]),H=y(c[i]);$==-1&&([H,Z]=[Z,H]),T(O,H,W),T(O,Z,W)}if(!r.spanGaps){let O=[];J&&O.push(...bo(c,f,s,i,$,y,t)),G.gaps=
O=r.gaps(n,l,s,i,O),G.clip=ns(O,h.ori,S,_,P,L)}return Y!=0&&(G.band=Y==2?[Yt(n,l,s,i,I,-1),Yt(n,l,s,i,I,1)]:Yt(n,l,s,i,I,Y)),G})}function _f(e){let t=ce(e.align,
1),n=ce(e.ascDesc,!1),l=ce(e.alignGaps,0),s=ce(e.extend,!1);return(i,r,c,f)=>Tn(i,r,(h,d,m,b,S,_,P,L,M,y,x)=>{[c,f]=Ql(m,c,f);let T=h.pxRound,{left:R,width:$}=i.
bbox,G=ie=>T(_(ie,b,y,L)),I=ie=>T(P(ie,S,x,M)),J=b.ori==0?nl:ll,N={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:el},A=N.stroke,Y=b.dir*(b.ori==
0?1:-1),O=I(m[Y==1?c:f]),U=G(d[Y==1?c:f]),W=U,Z=U;s&&t==-1&&(Z=R,J(A,Z,O)),J(A,U,O);for(let ie=Y==1?c:f;ie>=c&&ie<=f;ie+=Y){let ue=m[ie];if(ue==null)continue;let te=G(
d[ie]),z=I(ue);t==1?J(A,te,O):J(A,W,z),J(A,te,z),O=z,W=te}let H=W;s&&t==1&&(H=R+$,J(A,H,O));let[Re,me]=go(i,r);if(h.fill!=null||Re!=0){let ie=N.fill=new Path2D(
A),ue=h.fillTo(i,r,h.min,h.max,Re),te=I(ue);J(ie,H,te),J(ie,Z,te)}if(!h.spanGaps){let ie=[];ie.push(...bo(d,m,c,f,Y,G,l));let ue=h.width*pe/2,te=n||t==1?ue:-ue,
z=n||t==-1?-ue:ue;ie.forEach(Ae=>{Ae[0]+=te,Ae[1]+=z}),N.gaps=ie=h.gaps(i,r,c,f,ie),N.clip=ns(ie,b.ori,L,M,y,x)}return me!=0&&(N.band=me==2?[Yt(i,r,c,f,A,-1),Yt(
i,r,c,f,A,1)]:Yt(i,r,c,f,A,me)),N})}function _r(e,t,n,l,s,i,r=ke){if(e.length>1){let c=null;for(let f=0,h=1/0;f<e.length;f++)if(t[f]!==void 0){if(c!=null){let d=Be(
e[f]-e[c]);d<h&&(h=d,r=Be(n(e[f],l,s,i)-n(e[c],l,s,i)))}c=f}}return r}function Mf(e){e=e||xl;let t=ce(e.size,[.6,ke,1]),n=e.align||0,l=e.gap||0,s=e.radius;s=s==
null?[0,0]:typeof s=="number"?[s,0]:s;let i=oe(s),r=1-t[0],c=ce(t[1],ke),f=ce(t[2],1),h=ce(e.disp,xl),d=ce(e.each,S=>{}),{fill:m,stroke:b}=h;return(S,_,P,L)=>Tn(
S,_,(M,y,x,T,R,$,G,I,J,N,A)=>{let Y=M.pxRound,O=n,U=l*pe,W=c*pe,Z=f*pe,H,Re;T.ori==0?[H,Re]=i(S,_):[Re,H]=i(S,_);let me=T.dir*(T.ori==0?1:-1),ie=T.ori==0?os:wo,
ue=T.ori==0?d:(V,Se,Ne,_n,an,Ot,cn)=>{d(V,Se,Ne,an,_n,cn,Ot)},te=ce(S.bands,uo).find(V=>V.series[0]==_),z=te!=null?te.dir:0,Ae=M.fillTo(S,_,M.min,M.max,z),Ve=Y(
G(Ae,R,A,J)),be,re,rt,Je=N,C=Y(M.width*pe),K=!1,fe=null,we=null,qe=null,Qe=null;m!=null&&(C==0||b!=null)&&(K=!0,fe=m.values(S,_,P,L),we=new Map,new Set(fe).forEach(
V=>{V!=null&&we.set(V,new Path2D)}),C>0&&(qe=b.values(S,_,P,L),Qe=new Map,new Set(qe).forEach(V=>{V!=null&&Qe.set(V,new Path2D)})));let{x0:Kt,size:at}=h;if(Kt!=
null&&at!=null){O=1,y=Kt.values(S,_,P,L),Kt.unit==2&&(y=y.map(Ne=>S.posToVal(I+Ne*N,T.key,!0)));let V=at.values(S,_,P,L);at.unit==2?re=V[0]*N:re=$(V[0],T,N,I)-$(
0,T,N,I),Je=_r(y,x,$,T,N,I,Je),rt=Je-re+U}else Je=_r(y,x,$,T,N,I,Je),rt=Je*r+U,re=Je-rt;rt<1&&(rt=0),C>=re/2&&(C=0),rt<5&&(Y=Or);let Jt=rt>0,Dt=Je-rt-(Jt?C:0);re=
Y(Qs(Dt,Z,W)),be=(O==0?re/2:O==me?0:re)-O*me*((O==0?U/2:0)+(Jt?C/2:0));let Xe={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},vn=K?null:new Path2D,
Ht=null;if(te!=null)Ht=S.data[te.series[1]];else{let{y0:V,y1:Se}=h;V!=null&&Se!=null&&(x=Se.values(S,_,P,L),Ht=V.values(S,_,P,L))}let rn=H*re,ne=Re*re;for(let V=me==
1?P:L;V>=P&&V<=L;V+=me){let Se=x[V];if(Se==null)continue;if(Ht!=null){let ot=Ht[V]??0;if(Se-ot==0)continue;Ve=G(ot,R,A,J)}let Ne=T.distr!=2||h!=null?y[V]:V,_n=$(
Ne,T,N,I),an=G(ce(Se,Ae),R,A,J),Ot=Y(_n-be),cn=Y(st(an,Ve)),ct=Y(Ct(an,Ve)),bt=cn-ct;if(Se!=null){let ot=Se<0?ne:rn,Mt=Se<0?rn:ne;K?(C>0&&qe[V]!=null&&ie(Qe.get(
qe[V]),Ot,ct+mt(C/2),re,st(0,bt-C),ot,Mt),fe[V]!=null&&ie(we.get(fe[V]),Ot,ct+mt(C/2),re,st(0,bt-C),ot,Mt)):ie(vn,Ot,ct+mt(C/2),re,st(0,bt-C),ot,Mt),ue(S,_,V,Ot-
C/2,ct,re+C,bt)}}return C>0?Xe.stroke=K?Qe:vn:K||(Xe._fill=M.width==0?M._fill:M._stroke??M._fill,Xe.width=0),Xe.fill=K?we:vn,Xe})}function Ef(e,t){let n=ce(t?.alignGaps,
0);return(l,s,i,r)=>Tn(l,s,(c,f,h,d,m,b,S,_,P,L,M)=>{[i,r]=Ql(h,i,r);let y=c.pxRound,x=H=>y(b(H,d,L,_)),T=H=>y(S(H,m,M,P)),R,$,G;d.ori==0?(R=ls,G=nl,$=ra):(R=ss,
G=ll,$=aa);let I=d.dir*(d.ori==0?1:-1),J=x(f[I==1?i:r]),N=J,A=[],Y=[];for(let H=I==1?i:r;H>=i&&H<=r;H+=I)if(h[H]!=null){let me=f[H],ie=x(me);A.push(N=ie),Y.push(
T(h[H]))}let O={stroke:e(A,Y,R,G,$,y),fill:null,clip:null,band:null,gaps:null,flags:el},U=O.stroke,[W,Z]=go(l,s);if(c.fill!=null||W!=0){let H=O.fill=new Path2D(
U),Re=c.fillTo(l,s,c.min,c.max,W),me=T(Re);G(H,N,me),G(H,J,me)}if(!c.spanGaps){let H=[];H.push(...bo(f,h,i,r,I,x,n)),O.gaps=H=c.gaps(l,s,i,r,H),O.clip=ns(H,d.ori,
_,P,L,M)}return Z!=0&&(O.band=Z==2?[Yt(l,s,i,r,U,-1),Yt(l,s,i,r,U,1)]:Yt(l,s,i,r,U,Z)),O})}function $f(e){return Ef(Af,e)}function Af(e,t,n,l,s,i){let r=e.length;
if(r<2)return null;let c=new Path2D;if(n(c,e[0],t[0]),r==2)l(c,e[1],t[1]);else{let f=Array(r),h=Array(r-1),d=Array(r-1),m=Array(r-1);for(let b=0;b<r-1;b++)d[b]=
t[b+1]-t[b],m[b]=e[b+1]-e[b],h[b]=d[b]/m[b];f[0]=h[0];for(let b=1;b<r-1;b++)h[b]===0||h[b-1]===0||h[b-1]>0!=h[b]>0?f[b]=0:(f[b]=3*(m[b-1]+m[b])/((2*m[b]+m[b-1])/
h[b-1]+(m[b]+2*m[b-1])/h[b]),isFinite(f[b])||(f[b]=0));f[r-1]=h[r-2];for(let b=0;b<r-1;b++)s(c,e[b]+m[b]/3,t[b]+f[b]*m[b]/3,e[b+1]-m[b]/3,t[b+1]-f[b+1]*m[b]/3,e[b+
1],t[b+1])}return c}var no=new Set;function Mr(){for(let e of no)e.syncRect(!0)}tl&&(Sn(au,Jn,Mr),Sn(cu,Jn,Mr,!0),Sn(Kl,Jn,()=>{Ke.pxRatio=pe}));var Pf=fa(),Lf=ca();
function Er(e,t,n,l){return(l?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((i,r)=>lo(i,r,t,n))}function Cf(e,t){return e.map((n,l)=>l==0?{}:Oe(
{},t,n))}function lo(e,t,n,l){return Oe({},t==0?n:l,e)}function ha(e,t,n){return t==null?Qn:[t,n]}var Df=ha;function Of(e,t,n){return t==null?Qn:Jl(t,n,ao,!0)}function pa(e,t,n,l){
return t==null?Qn:Xl(t,n,e.scales[l].log,!1)}var Rf=pa;function da(e,t,n,l){return t==null?Qn:ro(t,n,e.scales[l].log,!1)}var Nf=da;function Ff(e,t,n,l,s){let i=st(
or(e),or(t)),r=t-e,c=Lt(s/l*r,n);do{let f=n[c],h=l*f/r;if(h>=s&&i+(f<5?on.get(f):0)<=17)return[f,h]}while(++c<n.length);return[0,0]}function $r(e){let t,n;return e=
e.replace(/(\d+)px/,(l,s)=>(t=Fe((n=+s)*pe))+"px"),[e,t,n]}function Bf(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=ye(t[2]*pe,1);t[0]=t[0].replace(/[0-9.]+px/,
n+"px"),t[1]=n})}function Ke(e,t,n){let l={mode:ce(e.mode,1)},s=l.mode;function i(o,a,u,p){let g=a.valToPct(o);return p+u*(a.dir==-1?1-g:g)}function r(o,a,u,p){
let g=a.valToPct(o);return p+u*(a.dir==-1?g:1-g)}function c(o,a,u,p){return a.ori==0?i(o,a,u,p):r(o,a,u,p)}l.valToPosH=i,l.valToPosV=r;let f=!1;l.status=0;let h=l.
root=vt(Ic);if(e.id!=null&&(h.id=e.id),dt(h,e.class),e.title){let o=vt(Gc,h);o.textContent=e.title}let d=Pt("canvas"),m=l.ctx=d.getContext("2d"),b=vt(Yc,h);Sn("\
click",b,o=>{o.target===_&&(Te!=Nn||Ee!=Fn)&&Ye.click(l,o)},!0);let S=l.under=vt(Kc,b);b.appendChild(d);let _=l.over=vt(Jc,b);e=Xn(e);let P=+ce(e.pxAlign,1),L=vr(
P);(e.plugins||[]).forEach(o=>{o.opts&&(e=o.opts(l,e)||e)});let M=e.ms||.001,y=l.series=s==1?Er(e.series||[],br,xr,!1):Cf(e.series||[null],Sr),x=l.axes=Er(e.axes||
[],gr,kr,!0),T=l.scales={},R=l.bands=e.bands||[];R.forEach(o=>{o.fill=oe(o.fill||null),o.dir=ce(o.dir,-1)});let $=s==2?y[1].facets[0].scale:y[0].scale,G={axes:Na,
series:La},I=(e.drawOrder||["axes","series"]).map(o=>G[o]);function J(o){let a=o.distr==3?u=>Gt(u>0?u:o.clamp(l,u,o.min,o.max,o.key)):o.distr==4?u=>Is(u,o.asinh):
o.distr==100?u=>o.fwd(u):u=>u;return u=>{let p=a(u),{_min:g,_max:k}=o,v=k-g;return(p-g)/v}}function N(o){let a=T[o];if(a==null){let u=(e.scales||xl)[o]||xl;if(u.
from!=null){N(u.from);let p=Oe({},T[u.from],u,{key:o});p.valToPct=J(p),T[o]=p}else{a=T[o]=Oe({},o==$?na:yf,u),a.key=o;let p=a.time,g=a.range,k=sn(g);if((o!=$||s==
2&&!p)&&(k&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?nr:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?nr:{mode:1,hard:g[1],soft:g[1]}},k=!1),!k&&ts(g))){let v=g;
g=(E,D,F)=>D==null?Qn:Jl(D,F,v)}a.range=oe(g||(p?Df:o==$?a.distr==3?Rf:a.distr==4?Nf:ha:a.distr==3?pa:a.distr==4?da:Of)),a.auto=oe(k?!1:a.auto),a.clamp=oe(a.clamp||
kf),a._min=a._max=null,a.valToPct=J(a)}}}N("x"),N("y"),s==1&&y.forEach(o=>{N(o.scale)}),x.forEach(o=>{N(o.scale)});for(let o in e.scales)N(o);let A=T[$],Y=A.distr,
O,U;A.ori==0?(dt(h,Uc),O=i,U=r):(dt(h,jc),O=r,U=i);let W={};for(let o in T){let a=T[o];(a.min!=null||a.max!=null)&&(W[o]={min:a.min,max:a.max},a.min=a.max=null)}
let Z=e.tzDate||(o=>new Date(Fe(o/M))),H=e.fmtDate||fo,Re=M==1?Uu(Z):Yu(Z),me=pr(Z,hr(M==1?Iu:Gu,H)),ie=mr(Z,dr(Ju,H)),ue=[],te=l.legend=Oe({},Xu,e.legend),z=l.
cursor=Oe({},of,{drag:{y:s==2}},e.cursor),Ae=te.show,Ve=z.show,be=te.markers;te.idxs=ue,be.width=oe(be.width),be.dash=oe(be.dash),be.stroke=oe(be.stroke),be.fill=
oe(be.fill);let re,rt,Je,C=[],K=[],fe,we=!1,qe={};if(te.live){let o=y[1]?y[1].values:null;we=o!=null,fe=we?o(l,1,0):{_:0};for(let a in fe)qe[a]=oo}if(Ae)if(re=Pt(
"table",nu,h),Je=Pt("tbody",null,re),te.mount(l,re),we){rt=Pt("thead",null,re,Je);let o=Pt("tr",null,rt);Pt("th",null,o);for(var Qe in fe)Pt("th",zi,o).textContent=
Qe}else dt(re,su),te.live&&dt(re,lu);let Kt={show:!0},at={show:!1};function Jt(o,a){if(a==0&&(we||!te.live||s==2))return Qn;let u=[],p=Pt("tr",ou,Je,Je.childNodes[a]);
dt(p,o.class),o.show||dt(p,yn);let g=Pt("th",null,p);if(be.show){let E=vt(iu,g);if(a>0){let D=be.width(l,a);D&&(E.style.border=D+"px "+be.dash(l,a)+" "+be.stroke(
l,a)),E.style.background=be.fill(l,a)}}let k=vt(zi,g);o.label instanceof HTMLElement?k.appendChild(o.label):k.textContent=o.label,a>0&&(be.show||(k.style.color=
o.width>0?be.stroke(l,a):be.fill(l,a)),Xe("click",g,E=>{if(z._lock)return;fn(E);let D=y.indexOf(o);if((E.ctrlKey||E.metaKey)!=te.isolate){let F=y.some((B,q)=>q>
0&&q!=D&&B.show);y.forEach((B,q)=>{q>0&&Nt(q,F?q==D?Kt:at:Kt,!0,De.setSeries)})}else Nt(D,{show:!o.show},!0,De.setSeries)},!1),En&&Xe(Gi,g,E=>{z._lock||(fn(E),Nt(
y.indexOf(o),Vn,!0,De.setSeries))},!1));for(var v in fe){let E=Pt("td",ru,p);E.textContent="--",u.push(E)}return[p,u]}let Dt=new Map;function Xe(o,a,u,p=!0){let g=Dt.
get(a)||{},k=z.bind[o](l,a,u,p);k&&(Sn(o,a,g[o]=k),Dt.set(a,g))}function vn(o,a,u){let p=Dt.get(a)||{};for(let g in p)(o==null||g==o)&&(Zs(g,a,p[g]),delete p[g]);
o==null&&Dt.delete(a)}let Ht=0,rn=0,ne=0,V=0,Se=0,Ne=0,_n=Se,an=Ne,Ot=ne,cn=V,ct=0,bt=0,ot=0,Mt=0;l.bbox={};let as=!1,vl=!1,Mn=!1,un=!1,_l=!1,wt=!1;function cs(o,a,u){
(u||o!=l.width||a!=l.height)&&yo(o,a),Cn(!1),Mn=!0,vl=!0,Dn()}function yo(o,a){l.width=Ht=ne=o,l.height=rn=V=a,Se=Ne=0,va(),_a();let u=l.bbox;ct=u.left=wn(Se*pe,
.5),bt=u.top=wn(Ne*pe,.5),ot=u.width=wn(ne*pe,.5),Mt=u.height=wn(V*pe,.5)}let Sa=3;function xa(){let o=!1,a=0;for(;!o;){a++;let u=Oa(a),p=Ra(a);o=a==Sa||u&&p,o||
(yo(l.width,l.height),vl=!0)}}function Ta({width:o,height:a}){cs(o,a)}l.setSize=Ta;function va(){let o=!1,a=!1,u=!1,p=!1;x.forEach((g,k)=>{if(g.show&&g._show){let{
side:v,_size:E}=g,D=v%2,F=g.label!=null?g.labelSize:0,B=E+F;B>0&&(D?(ne-=B,v==3?(Se+=B,p=!0):u=!0):(V-=B,v==0?(Ne+=B,o=!0):a=!0))}}),hn[0]=o,hn[1]=u,hn[2]=a,hn[3]=
p,ne-=Zt[1]+Zt[3],Se+=Zt[3],V-=Zt[2]+Zt[0],Ne+=Zt[0]}function _a(){let o=Se+ne,a=Ne+V,u=Se,p=Ne;function g(k,v){switch(k){case 1:return o+=v,o-v;case 2:return a+=
v,a-v;case 3:return u-=v,u+v;case 0:return p-=v,p+v}}x.forEach((k,v)=>{if(k.show&&k._show){let E=k.side;k._pos=g(E,k._size),k.label!=null&&(k._lpos=g(E,k.labelSize))}})}
if(z.dataIdx==null){let o=z.hover,a=o.skip=new Set(o.skip??[]);a.add(void 0);let u=o.prox=oe(o.prox),p=o.bias??=0;z.dataIdx=(g,k,v,E)=>{if(k==0)return v;let D=v,
F=u(g,k,v,E)??ke,B=F>=0&&F<ke,q=A.ori==0?ne:V,ee=z.left,he=t[0],ae=t[k];if(a.has(ae[v])){D=null;let se=null,Q=null,j;if(p==0||p==-1)for(j=v;se==null&&j-- >0;)a.
has(ae[j])||(se=j);if(p==0||p==1)for(j=v;Q==null&&j++<ae.length;)a.has(ae[j])||(Q=j);if(se!=null||Q!=null)if(B){let _e=se==null?-1/0:O(he[se],A,q,0),Pe=Q==null?
1/0:O(he[Q],A,q,0),je=ee-_e,ge=Pe-ee;je<=ge?je<=F&&(D=se):ge<=F&&(D=Q)}else D=Q==null?se:se==null?Q:v-se<=Q-v?se:Q}else B&&Be(ee-O(he[v],A,q,0))>F&&(D=null);return D}}
let fn=o=>{z.event=o};z.idxs=ue,z._lock=!1;let Ze=z.points;Ze.show=oe(Ze.show),Ze.size=oe(Ze.size),Ze.stroke=oe(Ze.stroke),Ze.width=oe(Ze.width),Ze.fill=oe(Ze.fill);
let Rt=l.focus=Oe({},e.focus||{alpha:.3},z.focus),En=Rt.prox>=0,$n=En&&Ze.one,kt=[],An=[],Pn=[];function So(o,a){let u=Ze.show(l,a);if(u instanceof HTMLElement)
return dt(u,tu),dt(u,o.class),Wt(u,-10,-10,ne,V),_.insertBefore(u,kt[a]),u}function xo(o,a){if(s==1||a>0){let u=s==1&&T[o.scale].time,p=o.value;o.value=u?ar(p)?
mr(Z,dr(p,H)):p||ie:p||gf,o.label=o.label||(u?af:rf)}if($n||a>0){o.width=o.width==null?1:o.width,o.paths=o.paths||Pf||ku,o.fillTo=oe(o.fillTo||Sf),o.pxAlign=+ce(
o.pxAlign,P),o.pxRound=vr(o.pxAlign),o.stroke=oe(o.stroke||null),o.fill=oe(o.fill||null),o._stroke=o._fill=o._paths=o._focus=null;let u=bf(st(1,o.width),1),p=o.
points=Oe({},{size:u,width:st(1,u*.2),stroke:o.stroke,space:u*2,paths:Lf,_stroke:null,_fill:null},o.points);p.show=oe(p.show),p.filter=oe(p.filter),p.fill=oe(p.
fill),p.stroke=oe(p.stroke),p.paths=oe(p.paths),p.pxAlign=o.pxAlign}if(Ae){let u=Jt(o,a);C.splice(a,0,u[0]),K.splice(a,0,u[1]),te.values.push(null)}if(Ve){ue.splice(
a,0,null);let u=null;$n?a==0&&(u=So(o,a)):a>0&&(u=So(o,a)),kt.splice(a,0,u),An.splice(a,0,0),Pn.splice(a,0,0)}Ue("addSeries",a)}function Ma(o,a){a=a??y.length,o=
s==1?lo(o,a,br,xr):lo(o,a,{},Sr),y.splice(a,0,o),xo(y[a],a)}l.addSeries=Ma;function Ea(o){if(y.splice(o,1),Ae){te.values.splice(o,1),K.splice(o,1);let a=C.splice(
o,1)[0];vn(null,a.firstChild),a.remove()}Ve&&(ue.splice(o,1),kt.splice(o,1)[0].remove(),An.splice(o,1),Pn.splice(o,1)),Ue("delSeries",o)}l.delSeries=Ea;let hn=[
!1,!1,!1,!1];function $a(o,a){if(o._show=o.show,o.show){let u=o.side%2,p=T[o.scale];p==null&&(o.scale=u?y[1].scale:$,p=T[o.scale]);let g=p.time;o.size=oe(o.size),
o.space=oe(o.space),o.rotate=oe(o.rotate),sn(o.incrs)&&o.incrs.forEach(v=>{!on.has(v)&&on.set(v,Fr(v))}),o.incrs=oe(o.incrs||(p.distr==2?Wu:g?M==1?zu:ju:kn)),o.
splits=oe(o.splits||(g&&p.distr==1?Re:p.distr==3?Xs:p.distr==4?ff:uf)),o.stroke=oe(o.stroke),o.grid.stroke=oe(o.grid.stroke),o.ticks.stroke=oe(o.ticks.stroke),o.
border.stroke=oe(o.border.stroke);let k=o.values;o.values=sn(k)&&!sn(k[0])?oe(k):g?sn(k)?pr(Z,hr(k,H)):ar(k)?Ku(Z,k):k||me:k||cf,o.filter=oe(o.filter||(p.distr>=
3&&p.log==10?df:p.distr==3&&p.log==2?mf:Rr)),o.font=$r(o.font),o.labelFont=$r(o.labelFont),o._size=o.size(l,null,a,0),o._space=o._rotate=o._incrs=o._found=o._splits=
o._values=null,o._size>0&&(hn[a]=!0,o._el=vt(Zc,b))}}function sl(o,a,u,p){let[g,k,v,E]=u,D=a%2,F=0;return D==0&&(E||k)&&(F=a==0&&!g||a==2&&!v?Fe(gr.size/3):0),D==
1&&(g||v)&&(F=a==1&&!k||a==3&&!E?Fe(kr.size/2):0),F}let To=l.padding=(e.padding||[sl,sl,sl,sl]).map(o=>oe(ce(o,sl))),Zt=l._padding=To.map((o,a)=>o(l,a,hn,0)),Ge,
We=null,He=null,Ml=s==1?y[0].idxs:null,Et=null,ol=!1;function vo(o,a){if(t=o??[],l.data=l._data=t,s==2){Ge=0;for(let u=1;u<y.length;u++)Ge+=t[u][0].length}else{
t.length==0&&(l.data=l._data=t=[[]]),Et=t[0],Ge=Et.length;let u=t;if(Y==2){u=t.slice();let p=u[0]=Array(Ge);for(let g=0;g<Ge;g++)p[g]=g}l._data=t=u}if(Cn(!0),Ue(
"setData"),Y==2&&(Mn=!0),a!==!1){let u=A;u.auto(l,ol)?us():Xt($,u.min,u.max),un=un||z.left>=0,wt=!0,Dn()}}l.setData=vo;function us(){ol=!0;let o,a;s==1&&(Ge>0?(We=
Ml[0]=0,He=Ml[1]=Ge-1,o=t[0][We],a=t[0][He],Y==2?(o=We,a=He):o==a&&(Y==3?[o,a]=Xl(o,o,A.log,!1):Y==4?[o,a]=ro(o,o,A.log,!1):A.time?a=o+Fe(86400/M):[o,a]=Jl(o,a,
ao,!0))):(We=Ml[0]=o=null,He=Ml[1]=a=null)),Xt($,o,a)}let El,Ln,fs,hs,ps,ds,ms,gs,bs,it;function _o(o,a,u,p,g,k){o??=Ui,u??=uo,p??="butt",g??=Ui,k??="round",o!=
El&&(m.strokeStyle=El=o),g!=Ln&&(m.fillStyle=Ln=g),a!=fs&&(m.lineWidth=fs=a),k!=ps&&(m.lineJoin=ps=k),p!=ds&&(m.lineCap=ds=p),u!=hs&&m.setLineDash(hs=u)}function Mo(o,a,u,p){
a!=Ln&&(m.fillStyle=Ln=a),o!=ms&&(m.font=ms=o),u!=gs&&(m.textAlign=gs=u),p!=bs&&(m.textBaseline=bs=p)}function ws(o,a,u,p,g=0){if(p.length>0&&o.auto(l,ol)&&(a==
null||a.min==null)){let k=ce(We,0),v=ce(He,p.length-1),E=u.min==null?pu(p,k,v,g,o.distr==3):[u.min,u.max];o.min=Ct(o.min,u.min=E[0]),o.max=st(o.max,u.max=E[1])}}
let Eo={min:null,max:null};function Aa(){for(let p in T){let g=T[p];W[p]==null&&(g.min==null||W[$]!=null&&g.auto(l,ol))&&(W[p]=Eo)}for(let p in T){let g=T[p];W[p]==
null&&g.from!=null&&W[g.from]!=null&&(W[p]=Eo)}W[$]!=null&&Cn(!0);let o={};for(let p in W){let g=W[p];if(g!=null){let k=o[p]=Xn(T[p],xu);if(g.min!=null)Oe(k,g);else if(p!=
$||s==2)if(Ge==0&&k.from==null){let v=k.range(l,null,null,p);k.min=v[0],k.max=v[1]}else k.min=ke,k.max=-ke}}if(Ge>0){y.forEach((p,g)=>{if(s==1){let k=p.scale,v=W[k];
if(v==null)return;let E=o[k];if(g==0){let D=E.range(l,E.min,E.max,k);E.min=D[0],E.max=D[1],We=Lt(E.min,t[0]),He=Lt(E.max,t[0]),He-We>1&&(t[0][We]<E.min&&We++,t[0][He]>
E.max&&He--),p.min=Et[We],p.max=Et[He]}else p.show&&p.auto&&ws(E,v,p,t[g],p.sorted);p.idxs[0]=We,p.idxs[1]=He}else if(g>0&&p.show&&p.auto){let[k,v]=p.facets,E=k.
scale,D=v.scale,[F,B]=t[g],q=o[E],ee=o[D];q!=null&&ws(q,W[E],k,F,k.sorted),ee!=null&&ws(ee,W[D],v,B,v.sorted),p.min=v.min,p.max=v.max}});for(let p in o){let g=o[p],
k=W[p];if(g.from==null&&(k==null||k.min==null)){let v=g.range(l,g.min==ke?null:g.min,g.max==-ke?null:g.max,p);g.min=v[0],g.max=v[1]}}}for(let p in o){let g=o[p];
if(g.from!=null){let k=o[g.from];if(k.min==null)g.min=g.max=null;else{let v=g.range(l,k.min,k.max,p);g.min=v[0],g.max=v[1]}}}let a={},u=!1;for(let p in o){let g=o[p],
k=T[p];if(k.min!=g.min||k.max!=g.max){k.min=g.min,k.max=g.max;let v=k.distr;k._min=v==3?Gt(k.min):v==4?Is(k.min,k.asinh):v==100?k.fwd(k.min):k.min,k._max=v==3?Gt(
k.max):v==4?Is(k.max,k.asinh):v==100?k.fwd(k.max):k.max,a[p]=u=!0}}if(u){y.forEach((p,g)=>{s==2?g>0&&a.y&&(p._paths=null):a[p.scale]&&(p._paths=null)});for(let p in a)
Mn=!0,Ue("setScale",p);Ve&&z.left>=0&&(un=wt=!0)}for(let p in W)W[p]=null}function Pa(o){let a=Qs(We-1,0,Ge-1),u=Qs(He+1,0,Ge-1);for(;o[a]==null&&a>0;)a--;for(;o[u]==
null&&u<Ge-1;)u++;return[a,u]}function La(){if(Ge>0){let o=y.some(a=>a._focus)&&it!=Rt.alpha;o&&(m.globalAlpha=it=Rt.alpha),y.forEach((a,u)=>{if(u>0&&a.show&&($o(
u,!1),$o(u,!0),a._paths==null)){let p=it;it!=a.alpha&&(m.globalAlpha=it=a.alpha);let g=s==2?[0,t[u][0].length-1]:Pa(t[u]);a._paths=a.paths(l,u,g[0],g[1]),it!=p&&
(m.globalAlpha=it=p)}}),y.forEach((a,u)=>{if(u>0&&a.show){let p=it;it!=a.alpha&&(m.globalAlpha=it=a.alpha),a._paths!=null&&Ao(u,!1);{let g=a._paths!=null?a._paths.
gaps:null,k=a.points.show(l,u,We,He,g),v=a.points.filter(l,u,k,g);(k||v)&&(a.points._paths=a.points.paths(l,u,We,He,v),Ao(u,!0))}it!=p&&(m.globalAlpha=it=p),Ue(
"drawSeries",u)}}),o&&(m.globalAlpha=it=1)}}function $o(o,a){let u=a?y[o].points:y[o];u._stroke=u.stroke(l,o),u._fill=u.fill(l,o)}function Ao(o,a){let u=a?y[o].
points:y[o],{stroke:p,fill:g,clip:k,flags:v,_stroke:E=u._stroke,_fill:D=u._fill,_width:F=u.width}=u._paths;F=ye(F*pe,3);let B=null,q=F%2/2;a&&D==null&&(D=F>0?"#\
fff":E);let ee=u.pxAlign==1&&q>0;if(ee&&m.translate(q,q),!a){let he=ct-F/2,ae=bt-F/2,se=ot+F,Q=Mt+F;B=new Path2D,B.rect(he,ae,se,Q)}a?ks(E,F,u.dash,u.cap,D,p,g,
v,k):Ca(o,E,F,u.dash,u.cap,D,p,g,v,B,k),ee&&m.translate(-q,-q)}function Ca(o,a,u,p,g,k,v,E,D,F,B){let q=!1;D!=0&&R.forEach((ee,he)=>{if(ee.series[0]==o){let ae=y[ee.
series[1]],se=t[ee.series[1]],Q=(ae._paths||xl).band;sn(Q)&&(Q=ee.dir==1?Q[0]:Q[1]);let j,_e=null;ae.show&&Q&&mu(se,We,He)?(_e=ee.fill(l,he)||k,j=ae._paths.clip):
Q=null,ks(a,u,p,g,_e,v,E,D,F,B,j,Q),q=!0}}),q||ks(a,u,p,g,k,v,E,D,F,B)}let Po=el|to;function ks(o,a,u,p,g,k,v,E,D,F,B,q){_o(o,a,u,p,g),(D||F||q)&&(m.save(),D&&m.
clip(D),F&&m.clip(F)),q?(E&Po)==Po?(m.clip(q),B&&m.clip(B),Al(g,v),$l(o,k,a)):E&to?(Al(g,v),m.clip(q),$l(o,k,a)):E&el&&(m.save(),m.clip(q),B&&m.clip(B),Al(g,v),
m.restore(),$l(o,k,a)):(Al(g,v),$l(o,k,a)),(D||F||q)&&m.restore()}function $l(o,a,u){u>0&&(a instanceof Map?a.forEach((p,g)=>{m.strokeStyle=El=g,m.stroke(p)}):a!=
null&&o&&m.stroke(a))}function Al(o,a){a instanceof Map?a.forEach((u,p)=>{m.fillStyle=Ln=p,m.fill(u)}):a!=null&&o&&m.fill(a)}function Da(o,a,u,p){let g=x[o],k;if(p<=
0)k=[0,0];else{let v=g._space=g.space(l,o,a,u,p),E=g._incrs=g.incrs(l,o,a,u,p,v);k=Ff(a,u,E,p,v)}return g._found=k}function ys(o,a,u,p,g,k,v,E,D,F){let B=v%2/2;
P==1&&m.translate(B,B),_o(E,v,D,F,E),m.beginPath();let q,ee,he,ae,se=g+(p==0||p==3?-k:k);u==0?(ee=g,ae=se):(q=g,he=se);for(let Q=0;Q<o.length;Q++)a[Q]!=null&&(u==
0?q=he=o[Q]:ee=ae=o[Q],m.moveTo(q,ee),m.lineTo(he,ae));m.stroke(),P==1&&m.translate(-B,-B)}function Oa(o){let a=!0;return x.forEach((u,p)=>{if(!u.show)return;let g=T[u.
scale];if(g.min==null){u._show&&(a=!1,u._show=!1,Cn(!1));return}else u._show||(a=!1,u._show=!0,Cn(!1));let k=u.side,v=k%2,{min:E,max:D}=g,[F,B]=Da(p,E,D,v==0?ne:
V);if(B==0)return;let q=g.distr==2,ee=u._splits=u.splits(l,p,E,D,F,B,q),he=g.distr==2?ee.map(j=>Et[j]):ee,ae=g.distr==2?Et[ee[1]]-Et[ee[0]]:F,se=u._values=u.values(
l,u.filter(l,he,p,B,ae),p,B,ae);u._rotate=k==2?u.rotate(l,se,p,B):0;let Q=u._size;u._size=_t(u.size(l,se,p,o)),Q!=null&&u._size!=Q&&(a=!1)}),a}function Ra(o){let a=!0;
return To.forEach((u,p)=>{let g=u(l,p,hn,o);g!=Zt[p]&&(a=!1),Zt[p]=g}),a}function Na(){for(let o=0;o<x.length;o++){let a=x[o];if(!a.show||!a._show)continue;let u=a.
side,p=u%2,g,k,v=a.stroke(l,o),E=u==0||u==3?-1:1,[D,F]=a._found;if(a.label!=null){let tt=a.labelGap*E,ht=Fe((a._lpos+tt)*pe);Mo(a.labelFont[0],v,"center",u==2?"\
top":Ii),m.save(),p==1?(g=k=0,m.translate(ht,Fe(bt+Mt/2)),m.rotate((u==3?-Yl:Yl)/2)):(g=Fe(ct+ot/2),k=ht);let mn=Dr(a.label)?a.label(l,o,D,F):a.label;m.fillText(
mn,g,k),m.restore()}if(F==0)continue;let B=T[a.scale],q=p==0?ot:Mt,ee=p==0?ct:bt,he=a._splits,ae=B.distr==2?he.map(tt=>Et[tt]):he,se=B.distr==2?Et[he[1]]-Et[he[0]]:
D,Q=a.ticks,j=a.border,_e=Q.show?Q.size:0,Pe=Fe(_e*pe),je=Fe((a.alignTo==2?a._size-_e-a.gap:a.gap)*pe),ge=a._rotate*-Yl/180,Le=L(a._pos*pe),ut=(Pe+je)*E,et=Le+ut;
k=p==0?et:0,g=p==1?et:0;let yt=a.font[0],$t=a.align==1?Yn:a.align==2?Ws:ge>0?Yn:ge<0?Ws:p==0?"center":u==3?Ws:Yn,Bt=ge||p==1?"middle":u==2?"top":Ii;Mo(yt,v,$t,Bt);
let ft=a.font[1]*a.lineGap,St=he.map(tt=>L(c(tt,B,q,ee))),At=a._values;for(let tt=0;tt<At.length;tt++){let ht=At[tt];if(ht!=null){p==0?g=St[tt]:k=St[tt],ht=""+ht;
let mn=ht.indexOf(`
`)==-1?[ht]:ht.split(/\n/gm);for(let nt=0;nt<mn.length;nt++){let Ko=mn[nt];ge?(m.save(),m.translate(g,k+nt*ft),m.rotate(ge),m.fillText(Ko,0,0),m.restore()):m.fillText(
Ko,g,k+nt*ft)}}}Q.show&&ys(St,Q.filter(l,ae,o,F,se),p,u,Le,Pe,ye(Q.width*pe,3),Q.stroke(l,o),Q.dash,Q.cap);let Vt=a.grid;Vt.show&&ys(St,Vt.filter(l,ae,o,F,se),p,
p==0?2:1,p==0?bt:ct,p==0?Mt:ot,ye(Vt.width*pe,3),Vt.stroke(l,o),Vt.dash,Vt.cap),j.show&&ys([Le],[1],p==0?1:0,p==0?1:2,p==1?bt:ct,p==1?Mt:ot,ye(j.width*pe,3),j.stroke(
l,o),j.dash,j.cap)}Ue("drawAxes")}function Cn(o){y.forEach((a,u)=>{u>0&&(a._paths=null,o&&(s==1?(a.min=null,a.max=null):a.facets.forEach(p=>{p.min=null,p.max=null})))})}
let Pl=!1,Ss=!1,il=[];function Fa(){Ss=!1;for(let o=0;o<il.length;o++)Ue(...il[o]);il.length=0}function Dn(){Pl||(Au(Lo),Pl=!0)}function Ba(o,a=!1){Pl=!0,Ss=a,o(
l),Lo(),a&&il.length>0&&queueMicrotask(Fa)}l.batch=Ba;function Lo(){if(as&&(Aa(),as=!1),Mn&&(xa(),Mn=!1),vl){if(Me(S,Yn,Se),Me(S,"top",Ne),Me(S,wl,ne),Me(S,kl,V),
Me(_,Yn,Se),Me(_,"top",Ne),Me(_,wl,ne),Me(_,kl,V),Me(b,wl,Ht),Me(b,kl,rn),d.width=Fe(Ht*pe),d.height=Fe(rn*pe),x.forEach(({_el:o,_show:a,_size:u,_pos:p,side:g})=>{
if(o!=null)if(a){let k=g===3||g===0?u:0,v=g%2==1;Me(o,v?"left":"top",p-k),Me(o,v?"width":"height",u),Me(o,v?"top":"left",v?Ne:Se),Me(o,v?"height":"width",v?V:ne),
Js(o,yn)}else dt(o,yn)}),El=Ln=fs=ps=ds=ms=gs=bs=hs=null,it=1,cl(!0),Se!=_n||Ne!=an||ne!=Ot||V!=cn){Cn(!1);let o=ne/Ot,a=V/cn;if(Ve&&!un&&z.left>=0){z.left*=o,z.
top*=a,On&&Wt(On,Fe(z.left),0,ne,V),Rn&&Wt(Rn,0,Fe(z.top),ne,V);for(let u=0;u<kt.length;u++){let p=kt[u];p!=null&&(An[u]*=o,Pn[u]*=a,Wt(p,_t(An[u]),_t(Pn[u]),ne,
V))}}if(ve.show&&!_l&&ve.left>=0&&ve.width>0){ve.left*=o,ve.width*=o,ve.top*=a,ve.height*=a;for(let u in Es)Me(Bn,u,ve[u])}_n=Se,an=Ne,Ot=ne,cn=V}Ue("setSize"),
vl=!1}Ht>0&&rn>0&&(m.clearRect(0,0,d.width,d.height),Ue("drawClear"),I.forEach(o=>o()),Ue("draw")),ve.show&&_l&&(Ll(ve),_l=!1),Ve&&un&&(dn(null,!0,!1),un=!1),te.
show&&te.live&&wt&&(_s(),wt=!1),f||(f=!0,l.status=1,Ue("ready")),ol=!1,Pl=!1}l.redraw=(o,a)=>{Mn=a||!1,o!==!1?Xt($,A.min,A.max):Dn()};function xs(o,a){let u=T[o];
if(u.from==null){if(Ge==0){let p=u.range(l,a.min,a.max,o);a.min=p[0],a.max=p[1]}if(a.min>a.max){let p=a.min;a.min=a.max,a.max=p}if(Ge>1&&a.min!=null&&a.max!=null&&
a.max-a.min<1e-16)return;o==$&&u.distr==2&&Ge>0&&(a.min=Lt(a.min,t[0]),a.max=Lt(a.max,t[0]),a.min==a.max&&a.max++),W[o]=a,as=!0,Dn()}}l.setScale=xs;let Ts,vs,On,
Rn,Co,Do,Nn,Fn,Oo,Ro,Te,Ee,Qt=!1,Ye=z.drag,ze=Ye.x,Ie=Ye.y;Ve&&(z.x&&(Ts=vt(Xc,_)),z.y&&(vs=vt(eu,_)),A.ori==0?(On=Ts,Rn=vs):(On=vs,Rn=Ts),Te=z.left,Ee=z.top);let ve=l.
select=Oe({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),Bn=ve.show?vt(Qc,ve.over?_:S):null;function Ll(o,a){if(ve.show){for(let u in o)ve[u]=o[u],u in
Es&&Me(Bn,u,o[u]);a!==!1&&Ue("setSelect")}}l.setSelect=Ll;function Va(o){if(y[o].show)Ae&&Js(C[o],yn);else if(Ae&&dt(C[o],yn),Ve){let u=$n?kt[0]:kt[o];u!=null&&
Wt(u,-10,-10,ne,V)}}function Xt(o,a,u){xs(o,{min:a,max:u})}function Nt(o,a,u,p){a.focus!=null&&Ia(o),a.show!=null&&y.forEach((g,k)=>{k>0&&(o==k||o==null)&&(g.show=
a.show,Va(k),s==2?(Xt(g.facets[0].scale,null,null),Xt(g.facets[1].scale,null,null)):Xt(g.scale,null,null),Dn())}),u!==!1&&Ue("setSeries",o,a),p&&ul("setSeries",
l,o,a)}l.setSeries=Nt;function qa(o,a){Oe(R[o],a)}function Wa(o,a){o.fill=oe(o.fill||null),o.dir=ce(o.dir,-1),a=a??R.length,R.splice(a,0,o)}function Ha(o){o==null?
R.length=0:R.splice(o,1)}l.addBand=Wa,l.setBand=qa,l.delBand=Ha;function za(o,a){y[o].alpha=a,Ve&&kt[o]!=null&&(kt[o].style.opacity=a),Ae&&C[o]&&(C[o].style.opacity=
a)}let zt,en,pn,Vn={focus:!0};function Ia(o){if(o!=pn){let a=o==null,u=Rt.alpha!=1;y.forEach((p,g)=>{if(s==1||g>0){let k=a||g==0||g==o;p._focus=a?null:k,u&&za(g,
k?1:Rt.alpha)}}),pn=o,u&&Dn()}}Ae&&En&&Xe(Yi,re,o=>{z._lock||(fn(o),pn!=null&&Nt(null,Vn,!0,De.setSeries))});function Ft(o,a,u){let p=T[a];u&&(o=o/pe-(p.ori==1?
Ne:Se));let g=ne;p.ori==1&&(g=V,o=g-o),p.dir==-1&&(o=g-o);let k=p._min,v=p._max,E=o/g,D=k+(v-k)*E,F=p.distr;return F==3?Zn(10,D):F==4?bu(D,p.asinh):F==100?p.bwd(
D):D}function Ua(o,a){let u=Ft(o,$,a);return Lt(u,t[0],We,He)}l.valToIdx=o=>Lt(o,t[0]),l.posToIdx=Ua,l.posToVal=Ft,l.valToPos=(o,a,u)=>T[a].ori==0?i(o,T[a],u?ot:
ne,u?ct:0):r(o,T[a],u?Mt:V,u?bt:0),l.setCursor=(o,a,u)=>{Te=o.left,Ee=o.top,dn(null,a,u)};function No(o,a){Me(Bn,Yn,ve.left=o),Me(Bn,wl,ve.width=a)}function Fo(o,a){
Me(Bn,"top",ve.top=o),Me(Bn,kl,ve.height=a)}let rl=A.ori==0?No:Fo,al=A.ori==1?No:Fo;function ja(){if(Ae&&te.live)for(let o=s==2?1:0;o<y.length;o++){if(o==0&&we)
continue;let a=te.values[o],u=0;for(let p in a)K[o][u++].firstChild.nodeValue=a[p]}}function _s(o,a){if(o!=null&&(o.idxs?o.idxs.forEach((u,p)=>{ue[p]=u}):Su(o.idx)||
ue.fill(o.idx),te.idx=ue[0]),Ae&&te.live){for(let u=0;u<y.length;u++)(u>0||s==1&&!we)&&Ga(u,ue[u]);ja()}wt=!1,a!==!1&&Ue("setLegend")}l.setLegend=_s;function Ga(o,a){
let u=y[o],p=o==0&&Y==2?Et:t[o],g;we?g=u.values(l,o,a)??qe:(g=u.value(l,a==null?null:p[a],o,a),g=g==null?qe:{_:g}),te.values[o]=g}function dn(o,a,u){Oo=Te,Ro=Ee,
[Te,Ee]=z.move(l,Te,Ee),z.left=Te,z.top=Ee,Ve&&(On&&Wt(On,Fe(Te),0,ne,V),Rn&&Wt(Rn,0,Fe(Ee),ne,V));let p,g=We>He;zt=ke,en=null;let k=A.ori==0?ne:V,v=A.ori==1?ne:
V;if(Te<0||Ge==0||g){p=z.idx=null;for(let E=0;E<y.length;E++){let D=kt[E];D!=null&&Wt(D,-10,-10,ne,V)}En&&Nt(null,Vn,!0,o==null&&De.setSeries),te.live&&(ue.fill(
p),wt=!0)}else{let E,D,F;s==1&&(E=A.ori==0?Te:Ee,D=Ft(E,$),p=z.idx=Lt(D,t[0],We,He),F=O(t[0][p],A,k,0));let B=-10,q=-10,ee=0,he=0,ae=!0,se="",Q="";for(let j=s==
2?1:0;j<y.length;j++){let _e=y[j],Pe=ue[j],je=Pe==null?null:s==1?t[j][Pe]:t[j][1][Pe],ge=z.dataIdx(l,j,p,D),Le=ge==null?null:s==1?t[j][ge]:t[j][1][ge];if(wt=wt||
Le!=je||ge!=Pe,ue[j]=ge,j>0&&_e.show){let ut=ge==null?-10:ge==p?F:O(s==1?t[0][ge]:t[j][0][ge],A,k,0),et=Le==null?-10:U(Le,s==1?T[_e.scale]:T[_e.facets[1].scale],
v,0);if(En&&Le!=null){let yt=A.ori==1?Te:Ee,$t=Be(Rt.dist(l,j,ge,et,yt));if($t<zt){let Bt=Rt.bias;if(Bt!=0){let ft=Ft(yt,_e.scale),St=Le>=0?1:-1,At=ft>=0?1:-1;At==
St&&(At==1?Bt==1?Le>=ft:Le<=ft:Bt==1?Le<=ft:Le>=ft)&&(zt=$t,en=j)}else zt=$t,en=j}}if(wt||$n){let yt,$t;A.ori==0?(yt=ut,$t=et):(yt=et,$t=ut);let Bt,ft,St,At,Vt,
tt,ht=!0,mn=Ze.bbox;if(mn!=null){ht=!1;let nt=mn(l,j);St=nt.left,At=nt.top,Bt=nt.width,ft=nt.height}else St=yt,At=$t,Bt=ft=Ze.size(l,j);if(tt=Ze.fill(l,j),Vt=Ze.
stroke(l,j),$n)j==en&&zt<=Rt.prox&&(B=St,q=At,ee=Bt,he=ft,ae=ht,se=tt,Q=Vt);else{let nt=kt[j];nt!=null&&(An[j]=St,Pn[j]=At,tr(nt,Bt,ft,ht),Xi(nt,tt,Vt),Wt(nt,_t(
St),_t(At),ne,V))}}}}if($n){let j=Rt.prox,_e=pn==null?zt<=j:zt>j||en!=pn;if(wt||_e){let Pe=kt[0];Pe!=null&&(An[0]=B,Pn[0]=q,tr(Pe,ee,he,ae),Xi(Pe,se,Q),Wt(Pe,_t(
B),_t(q),ne,V))}}}if(ve.show&&Qt)if(o!=null){let[E,D]=De.scales,[F,B]=De.match,[q,ee]=o.cursor.sync.scales,he=o.cursor.drag;if(ze=he._x,Ie=he._y,ze||Ie){let{left:ae,
top:se,width:Q,height:j}=o.select,_e=o.scales[q].ori,Pe=o.posToVal,je,ge,Le,ut,et,yt=E!=null&&F(E,q),$t=D!=null&&B(D,ee);yt&&ze?(_e==0?(je=ae,ge=Q):(je=se,ge=j),
Le=T[E],ut=O(Pe(je,q),Le,k,0),et=O(Pe(je+ge,q),Le,k,0),rl(Ct(ut,et),Be(et-ut))):rl(0,k),$t&&Ie?(_e==1?(je=ae,ge=Q):(je=se,ge=j),Le=T[D],ut=U(Pe(je,ee),Le,v,0),et=
U(Pe(je+ge,ee),Le,v,0),al(Ct(ut,et),Be(et-ut))):al(0,v)}else $s()}else{let E=Be(Oo-Co),D=Be(Ro-Do);if(A.ori==1){let ee=E;E=D,D=ee}ze=Ye.x&&E>=Ye.dist,Ie=Ye.y&&D>=
Ye.dist;let F=Ye.uni;F!=null?ze&&Ie&&(ze=E>=F,Ie=D>=F,!ze&&!Ie&&(D>E?Ie=!0:ze=!0)):Ye.x&&Ye.y&&(ze||Ie)&&(ze=Ie=!0);let B,q;ze&&(A.ori==0?(B=Nn,q=Te):(B=Fn,q=Ee),
rl(Ct(B,q),Be(q-B)),Ie||al(0,v)),Ie&&(A.ori==1?(B=Nn,q=Te):(B=Fn,q=Ee),al(Ct(B,q),Be(q-B)),ze||rl(0,k)),!ze&&!Ie&&(rl(0,0),al(0,0))}if(Ye._x=ze,Ye._y=Ie,o==null){
if(u){if(Yo!=null){let[E,D]=De.scales;De.values[0]=E!=null?Ft(A.ori==0?Te:Ee,E):null,De.values[1]=D!=null?Ft(A.ori==1?Te:Ee,D):null}ul(Hs,l,Te,Ee,ne,V,p)}if(En){
let E=u&&De.setSeries,D=Rt.prox;pn==null?zt<=D&&Nt(en,Vn,!0,E):zt>D?Nt(null,Vn,!0,E):en!=pn&&Nt(en,Vn,!0,E)}}wt&&(te.idx=p,_s()),a!==!1&&Ue("setCursor")}let tn=null;
Object.defineProperty(l,"rect",{get(){return tn==null&&cl(!1),tn}});function cl(o=!1){o?tn=null:(tn=_.getBoundingClientRect(),Ue("syncRect",tn))}function Bo(o,a,u,p,g,k,v){
z._lock||Qt&&o!=null&&o.movementX==0&&o.movementY==0||(Ms(o,a,u,p,g,k,v,!1,o!=null),o!=null?dn(null,!0,!0):dn(a,!0,!1))}function Ms(o,a,u,p,g,k,v,E,D){if(tn==null&&
cl(!1),fn(o),o!=null)u=o.clientX-tn.left,p=o.clientY-tn.top;else{if(u<0||p<0){Te=-10,Ee=-10;return}let[F,B]=De.scales,q=a.cursor.sync,[ee,he]=q.values,[ae,se]=q.
scales,[Q,j]=De.match,_e=a.axes[0].side%2==1,Pe=A.ori==0?ne:V,je=A.ori==1?ne:V,ge=_e?k:g,Le=_e?g:k,ut=_e?p:u,et=_e?u:p;if(ae!=null?u=Q(F,ae)?c(ee,T[F],Pe,0):-10:
u=Pe*(ut/ge),se!=null?p=j(B,se)?c(he,T[B],je,0):-10:p=je*(et/Le),A.ori==1){let yt=u;u=p,p=yt}}D&&(a==null||a.cursor.event.type==Hs)&&((u<=1||u>=ne-1)&&(u=wn(u,ne)),
(p<=1||p>=V-1)&&(p=wn(p,V))),E?(Co=u,Do=p,[Nn,Fn]=z.move(l,u,p)):(Te=u,Ee=p)}let Es={width:0,height:0,left:0,top:0};function $s(){Ll(Es,!1)}let Vo,qo,Wo,Ho;function zo(o,a,u,p,g,k,v){
Qt=!0,ze=Ie=Ye._x=Ye._y=!1,Ms(o,a,u,p,g,k,v,!0,!1),o!=null&&(Xe(zs,Ys,Io,!1),ul(ji,l,Nn,Fn,ne,V,null));let{left:E,top:D,width:F,height:B}=ve;Vo=E,qo=D,Wo=F,Ho=B}
function Io(o,a,u,p,g,k,v){Qt=Ye._x=Ye._y=!1,Ms(o,a,u,p,g,k,v,!1,!0);let{left:E,top:D,width:F,height:B}=ve,q=F>0||B>0,ee=Vo!=E||qo!=D||Wo!=F||Ho!=B;if(q&&ee&&Ll(
ve),Ye.setScale&&q&&ee){let he=E,ae=F,se=D,Q=B;if(A.ori==1&&(he=D,ae=B,se=E,Q=F),ze&&Xt($,Ft(he,$),Ft(he+ae,$)),Ie)for(let j in T){let _e=T[j];j!=$&&_e.from==null&&
_e.min!=ke&&Xt(j,Ft(se+Q,j),Ft(se,j))}$s()}else z.lock&&(z._lock=!z._lock,dn(a,!0,o!=null));o!=null&&(vn(zs,Ys),ul(zs,l,Te,Ee,ne,V,null))}function Ya(o,a,u,p,g,k,v){
if(z._lock)return;fn(o);let E=Qt;if(Qt){let D=!0,F=!0,B=10,q,ee;A.ori==0?(q=ze,ee=Ie):(q=Ie,ee=ze),q&&ee&&(D=Te<=B||Te>=ne-B,F=Ee<=B||Ee>=V-B),q&&D&&(Te=Te<Nn?0:
ne),ee&&F&&(Ee=Ee<Fn?0:V),dn(null,!0,!0),Qt=!1}Te=-10,Ee=-10,ue.fill(null),dn(null,!0,!0),E&&(Qt=E)}function Uo(o,a,u,p,g,k,v){z._lock||(fn(o),us(),$s(),o!=null&&
ul(Ki,l,Te,Ee,ne,V,null))}function jo(){x.forEach(Bf),cs(l.width,l.height,!0)}Sn(Kl,Jn,jo);let qn={};qn.mousedown=zo,qn.mousemove=Bo,qn.mouseup=Io,qn.dblclick=Uo,
qn.setSeries=(o,a,u,p)=>{let g=De.match[2];u=g(l,a,u),u!=-1&&Nt(u,p,!0,!1)},Ve&&(Xe(ji,_,zo),Xe(Hs,_,Bo),Xe(Gi,_,o=>{fn(o),cl(!1)}),Xe(Yi,_,Ya),Xe(Ki,_,Uo),no.add(
l),l.syncRect=cl);let Cl=l.hooks=e.hooks||{};function Ue(o,a,u){Ss?il.push([o,a,u]):o in Cl&&Cl[o].forEach(p=>{p.call(null,l,a,u)})}(e.plugins||[]).forEach(o=>{
for(let a in o.hooks)Cl[a]=(Cl[a]||[]).concat(o.hooks[a])});let Go=(o,a,u)=>u,De=Oe({key:null,setSeries:!1,filters:{pub:ir,sub:ir},scales:[$,y[1]?y[1].scale:null],
match:[rr,rr,Go],values:[null,null]},z.sync);De.match.length==2&&De.match.push(Go),z.sync=De;let Yo=De.key,As=la(Yo);function ul(o,a,u,p,g,k,v){De.filters.pub(o,
a,u,p,g,k,v)&&As.pub(o,a,u,p,g,k,v)}As.sub(l);function Ka(o,a,u,p,g,k,v){De.filters.sub(o,a,u,p,g,k,v)&&qn[o](null,a,u,p,g,k,v)}l.pub=Ka;function Ja(){As.unsub(
l),no.delete(l),Dt.clear(),Zs(Kl,Jn,jo),h.remove(),re?.remove(),Ue("destroy")}l.destroy=Ja;function Ps(){Ue("init",e,t),vo(t||e.data,!1),W[$]?xs($,W[$]):us(),_l=
ve.show&&(ve.width>0||ve.height>0),un=wt=!0,cs(e.width,e.height)}return y.forEach(xo),x.forEach($a),n?n instanceof HTMLElement?(n.appendChild(h),Ps()):n(l,Ps):Ps(),
l}Ke.assign=Oe;Ke.fmtNum=co;Ke.rangeNum=Jl;Ke.rangeLog=Xl;Ke.rangeAsinh=ro;Ke.orient=Tn;Ke.pxRatio=pe;Ke.join=$u;Ke.fmtDate=fo,Ke.tzDate=Vu;Ke.sync=la;{Ke.addGap=
xf,Ke.clipGaps=ns;let e=Ke.paths={points:ca};e.linear=fa,e.stepped=_f,e.bars=Mf,e.spline=$f}var ma=[{title:"Throughput",unit:"tokens/s",format:gn,series:[["out_rate","output"],["in_rate","prompts"]]},{title:"KV usage",format:lt,tick:If,most:1,series:[[
"kv_usage","blocks in use"]]},{title:"Queue",format:le,whole:!0,series:[["running","running"],["waiting","waiting"]]},{title:"Median latency",format:$e,tick:Bl,
series:[["ttft","TTFT","no first token"],["itl","ITL","no token"]]}],Vf=[void 0,[4,3]];function ga(e,{series:t}){let n=e?.at??[];return[n,...t.map(([l])=>n.map(
(s,i)=>is(e[l]?.[i])))]}function qf(e,{series:t,format:n,unit:l}){let s=is(e?.out_rate?.at(-1))===null;return t.map(([i,r,c=Ut])=>{let f=is(e?.[i]?.at(-1));return`${r}\
 ${n(f,s?Ut:c)}${l&&f!==null?` ${l}`:""}`})}function ba({model:e,scope:t,theme:n}){let l=ma.map(c=>({chart:c,words:c.series.map((f,h)=>w(`span.nbs-line-${h+1}`)),
place:w("div.nbs-plot",{role:"img"}),plot:null})),s=w("div.nbs-charts",{},l.map(({chart:c,words:f,place:h})=>w("figure",{},w("figcaption",{},w("b",{},c.title),w(
"span.nbs-note",{},f)),h))),i=t.frame(()=>{let c=e.get("time");for(let f of l){let{clientWidth:h}=f.place;if(!h)continue;let d=ga(c,f.chart);f.plot?f.plot.setData(
d):f.plot=new Ke(Wf(f.chart,h,n),d,f.place),f.plot.width!==h&&f.plot.setSize({width:h,height:wa})}}),r=Un(t,()=>{let c=e.get("time")??{},f=ma.flatMap(({series:h,
format:d})=>h.map(([m,b])=>({name:m,label:b,format:d})));return{caption:"One row a second, newest first",head:["Time",...f.map(({label:h})=>h)],body:(c.at??[]).
map((h,d)=>[ln(h),...f.map(({name:m,format:b})=>b(is(c[m]?.[d]),"–"))]).reverse().slice(0,60)}});return t.bind("time",c=>{for(let{chart:f,words:h,place:d}of l){
let m=qf(c,f);m.forEach((S,_)=>X(h[_],S));let[,b]=ka(f,zf(ga(c,f)));d.setAttribute("aria-label",`${f.title} over the last five minutes, from 0 to ${(f.tick??f.format)(
b)}${f.unit?` ${f.unit}`:""}. Now: ${m.join(", ")}`)}r.refresh(),i()}),n.watch(()=>{for(let{plot:c}of l)c?.redraw(!1)}),t.observe(new ResizeObserver(i),s),t.defer(
()=>{for(let{plot:c}of l)c?.destroy()}),qt("time","Time","One point a second over the last five minutes. Gaps are seconds without traffic. Where requests wait, \
watch KV usage: a full pool is what they wait for.",s,r.element)}var wa=132;function Wf(e,t,n){let{series:l,format:s,tick:i=s,whole:r}=e,c={stroke:()=>n.ink(.65),
font:"10px system-ui, sans-serif",grid:{stroke:()=>n.ink(.1),width:1},ticks:{show:!1}},f=h=>h===null?"":i(h);return{width:t,height:wa,legend:{live:!0},cursor:{sync:{
key:"nbserve"},y:!1,points:{size:5}},scales:{y:{range:(h,d,m)=>ka(e,m)}},axes:[{...c,size:22,space:60,incrs:[1,2,5,10,15,30,60,120,300],values:(h,d)=>d.map(m=>ln(
m))},{...c,size:52,space:28,incrs:r?[1,2,5,10,20,50,100,200,500,1e3]:void 0,values:(h,d)=>d.map(f)}],series:[{label:"at",value:(h,d)=>ln(d)},...l.map(([,h],d)=>({
label:h,stroke:()=>n.named(`--nbs-line-${d+1}`),width:1.5,dash:Vf[d],points:{show:!0,size:4,filter:(m,b)=>Hf(m.data[b])},value:(m,b)=>s(b,Ut)}))]}}function Hf(e){
let t=n=>e[n]!==null&&e[n]!==void 0;return[...e.keys()].filter(n=>t(n)&&!t(n-1)&&!t(n+1))}function ka({most:e=1/0,whole:t},n){let l=n>0?n*1.08:Math.min(e,1);return[
0,Math.min(e,t?Math.max(1,l):l)]}function zf([,...e]){return Math.max(0,...e.flat().filter(t=>t!==null))}function If(e){return`${Number((e*100).toPrecision(2))}\
 %`}function is(e){return Number.isFinite(e)?e:null}var ko="_view",Uf=Object.freeze({selected:null,tabled:null,unfolded:!1,sort:"submitted",descending:!0}),rs=class{#e;#t;constructor(t,n){this.#e=t,this.#t=n}get(){
return{...Uf,...this.#e.get(ko)}}set(t){this.#e.set(ko,{...this.get(),...t})}toggle(t){this.set({selected:this.get().selected===t?null:t})}bind(t){this.#t.on(`c\
hange:${ko}`,()=>t(this.get())),t(this.get())}};var ya={now:Di,blocks:$i,batch:mi,time:ba,requests:Hi};function jf({model:e,el:t}){let n=new Ol(e),l=ni("nbs",`Engine ${e.get("now")?.engine??""}`.trim());t.append(
l);let s={model:e,scope:n,root:l,connection:new zl({scope:n,root:l}),kernel:new Dl(e,n),theme:new Rl(l,n),view:new rs(e,n)};l.append(Pi(s),oi(s),Oi(s));for(let i of e.
get("panels")??[])i in ya&&l.append(ya[i](s));return li(e,l,n)}var zp={render:jf};export{zp as default};
