// Built from nbserve/notebook/js/src/dashboard; edit that, then run "npm run build" there.
var Bn="The kernel is busy with a cell; this takes effect when it ends.",Cl=class{#e;#t;#n=new Map;#l=Math.floor(Math.random()*1073741823);constructor(t,n){this.#e=
t,this.#t=n,n.on("msg:custom",l=>this.#s(l)),n.defer(()=>{for(let{timer:l}of this.#n.values())clearTimeout(l);this.#n.clear()})}ask(t,n=()=>{}){let l=this.#l++;
return new Promise(s=>{if(this.#t.closed)return;let i={resolve:s,busy:n,late:!1};i.timer=setTimeout(()=>{i.late=!0,n(!0)},400),this.#n.set(l,i),this.#e.send({...t,
id:l})})}#s(t){let n=this.#n.get(t?.answer);n&&(this.#n.delete(t.answer),clearTimeout(n.timer),n.late&&n.busy(!1),n.resolve(t))}};var Dl=class{#e;#t=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let n=()=>this.#t.delete(n)&&t();return this.#t.add(n),n}on(t,n){return this.#e.on(t,
n),this.defer(()=>this.#e.off(t,n))}bind(t,n){this.on(`change:${t}`,()=>n(this.#e.get(t))),n(this.#e.get(t))}listen(t,n,l,s=!1){return t.addEventListener(n,l,s),
this.defer(()=>t.removeEventListener(n,l,s))}observe(t,n,l){return t.observe(n,l),this.defer(()=>t.disconnect())}frame(t){let n=0;return this.defer(()=>cancelAnimationFrame(
n)),()=>{n||this.closed||(n=requestAnimationFrame(()=>{n=0,t()}))}}debounce(t,n){let l=0,s=()=>clearTimeout(l),i=(...r)=>{s(),this.closed||(l=setTimeout(()=>n(...r),
t))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let t of[...this.#t].reverse())t()}};function za(e){let t=(e.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:e.startsWith("color\
(")?t.map(n=>Math.round(n*255)):t}function Ha([e,t,n]){return .2126*e+.7152*t+.0722*n>140}var Ol=class{#e;#t;#n=new Set;#l=null;constructor(t,n){this.#e=t,this.#t=
n;let l=()=>this.#s(),s=n.debounce(400,l),i=()=>{l(),s()},r=new MutationObserver(i);for(let c of[document.documentElement,document.body])n.observe(r,c,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});n.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),n.observe(new ResizeObserver(
l),t),this.#s()}watch(t){return this.#n.add(t),this.#t.defer(()=>this.#n.delete(t))}#s(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#l){this.#l=
t,this.rgb=za(t),this.dark=Ha(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let n of this.#n)n()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t}\
)`}named(t){return getComputedStyle(this.#e).getPropertyValue(t).trim()||this.ink()}};var Ia="http://www.w3.org/2000/svg";function k(e,t={},...n){return Go(l=>document.createElement(l),e,t,n)}function Se(e,t={},...n){return Go(l=>document.createElementNS(
Ia,l),e,t,n)}function Go(e,t,n,l){let[s,...i]=t.split("."),r=e(s);i.length&&r.setAttribute("class",i.join(" "));for(let[c,p]of Object.entries(n))if(c.startsWith(
"on"))r.addEventListener(c.slice(2),p);else if(c==="dataset")Object.assign(r.dataset,p);else if(c==="style")for(let[u,d]of Object.entries(p))r.style.setProperty(
u,d);else wt(r,c,p);return r.append(...l.flat(1/0).filter(c=>c!=null&&c!==!1)),r}function wt(e,t,n){n==null||n===!1?e.removeAttribute(t):e.getAttribute(t)!==String(
n)&&e.setAttribute(t,n===!0?"":String(n))}function X(e,t){e.textContent!==t&&(e.textContent=t)}function Rl(e,t){let n=new Set(t);for(let l of[...e.children])n.has(
l)||l.remove();t.forEach((l,s)=>{e.children[s]!==l&&e.insertBefore(l,e.children[s]??null)})}function Nl(e="",t={}){return k("span.nbs-unseen",t,e)}var Yo="_views",Jo=".jp-OutputArea-output";function Zo(e,t,n,l){let s=e.get(Yo)??new Set;e.set(Yo,s);let i=[...s],r={root:t,close:l,inOutput:!1,scrolls:new Map,focus:null,blurred:0};s.add(r),n.defer(()=>s.
delete(r)),n.listen(t,"scroll",({target:u})=>r.scrolls.set(u,[u.scrollTop,u.scrollLeft]),!0),n.listen(t,"focusin",({target:u})=>Object.assign(r,{focus:u,blurred:1/0})),
n.listen(t,"focusout",()=>r.blurred=Date.now());let c=0,p=u=>{r.inOutput||=t.closest(Jo)!==null;for(let d of i.filter(m=>s.has(m)&&Ua(m)))ja(d,t),d.close();u&&(!r.
inOutput||i.some(d=>s.has(d)))&&(c=setTimeout(p,100,u-1))};n.defer(()=>clearTimeout(c)),c=setTimeout(p,0,20)}function Ua({root:e,inOutput:t}){return t&&!e.isConnected&&
!e.closest(Jo)}function ja(e,t){let n=[...e.root.querySelectorAll("details")].map(p=>p.open),l=[...t.querySelectorAll("details")];l.length===n.length&&l.forEach(
(p,u)=>p.open=n[u]);for(let[p,[u,d]]of e.scrolls){let m=Ko(p,e.root,t);m&&Object.assign(m,{scrollTop:u,scrollLeft:d})}let{activeElement:s,body:i}=t.ownerDocument,
c=Date.now()-e.blurred<1e3&&(!s||s===i)?Ko(e.focus,e.root,t):null;c?.focus({preventScroll:!0}),c&&Number.isInteger(e.focus.selectionStart)&&c.setSelectionRange(
e.focus.selectionStart,e.focus.selectionEnd)}function Ko(e,t,n){let l=[];for(let s=e;s!==t;s=s.parentElement){if(!s?.parentElement)return null;l.unshift([...s.parentElement.
children].indexOf(s))}return l.reduce((s,i)=>s?.children[i],n)??null}function Qo(e,t){t.listen(e.ownerDocument.defaultView,"keydown",n=>{n.key.startsWith("Arrow")&&n.target.type==="range"&&e.contains(n.target)&&n.stopImmediatePropagation()},
!0)}function Xo(e,t){return k(`div.nbw.${e}`,{role:"region","aria-label":t,dataset:{lmSuppressShortcuts:"true"}})}function ei(e,t,n){let l=()=>{n.close(),t.replaceChildren(),
t.remove()};return Qo(t,n),Zo(e,t,n,l),l}var Ga={asleep:"Asleep: its memory is given back. engine.wake() or %nbserve wake resumes.",closed:"This engine is closed. What you see is its last state.",failed:"\
This engine has failed and serves no more requests. What you see is its last state."},Ya="This is the last state; run the cell again.";function ti({model:e,scope:t,
root:n}){let l=k("p.nbs-banner",{role:"status",hidden:!0}),s=!1,i=()=>{let r=s||n.closest(".jupyter-widgets-disconnected")!==null,{state:c,error:p}=e.get("now")??
{},u=r?Ya:p??Ga[c];n.classList.toggle("nbs-gone",r),l.hidden=!u,X(l,u??"")};i(),t.on("change:now",()=>{s=!1,i()}),t.observe(new MutationObserver(i),n.parentElement,
{attributes:!0,attributeFilter:["class"]});for(let r of["comm_live_update","comm:close"])t.on(r,()=>{s=!0,i()});return t.frame(i)(),l}function Ka(e){return e instanceof Uint8Array?e:ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):e instanceof ArrayBuffer?new Uint8Array(
e):new Uint8Array(0)}function Ja(e,t){let n=Ka(t),l=Math.floor(n.byteLength/e.BYTES_PER_ELEMENT);return n.byteOffset%e.BYTES_PER_ELEMENT===0?new e(n.buffer,n.byteOffset,
l):new e(n.slice(0,l*e.BYTES_PER_ELEMENT).buffer)}function $s(e){let{total:t=0,block_size:n=1,cells:l,owners:s=[]}=e??{};return{total:t,blockSize:n,cells:As(Uint32Array,
l,t),owners:s}}function Vn(e,t){let n=e&65535,l=e>>>16&255,s=e>>>24&63,i=(e&1073741824)!==0;return{owner:n?n-1:null,tokens:t<=255?l:Math.round(l/255*t),share:Math.
min(1,l/Math.min(255,Math.max(1,t))),refs:s,published:i,state:s?"used":i?"cached":"free"}}function Ps(e){let{first:t=0,columns:n=0,rows:l=0,cells:s,counts:i,table:r=[],
mode:c=null,more:p=0}=e??{},u=l*n;return{first:t,columns:n,rows:l,table:r,mode:c,more:p,cells:As(Uint32Array,s,u),counts:As(Uint16Array,i,u)}}var Za=["out","pre\
fill","decode","recompute","waiting","speculated"];function Jt(e){let t=e&1048575,n=Za[e>>>20&15];return{index:t?t-1:null,kind:t?n??"decode":"idle",finished:(e&
16777216)!==0,preempted:(e&33554432)!==0}}function As(e,t,n){let l=Ja(e,t);if(l.length>=n)return l.subarray(0,n);let s=new e(n);return s.set(l),s}var Nt="no traffic",qn=e=>e!=null&&Number.isFinite(e);function ae(e){return qn(e)?Math.round(e).toLocaleString("en-US"):"–"}function Pe(e,t){return`${ae(e)} ${t}${e===
1?"":"s"}`}function fn(e,t=Nt){if(!qn(e))return t;if(e===0)return"0";let n=e>=99.95?0:e>=9.995?1:2;return e.toLocaleString("en-US",{minimumFractionDigits:n,maximumFractionDigits:n})}
function Mt(e,t=Nt){if(!qn(e))return t;let n=e*100;return n>0&&n<1?"< 1 %":n>99&&n<100?`${(Math.floor(n*10)/10).toFixed(1)} %`:`${Math.round(n)} %`}function Ee(e,t=Nt){
if(!qn(e))return t;let n=e*1e3;if(n<999.5)return`${n===0?"0":n<9.95?Qa(n,n<1?2:1):Math.round(n)} ms`;if(e<99.95)return`${e<9.995?e.toFixed(2):e.toFixed(1)} s`;let l=Math.
round(e),s=Math.floor(l/60);return`${ae(s)} min ${String(l%60).padStart(2,"0")} s`}function Fl(e){return e===0?"0":Ee(e).replace(/\.(\d*?)0+ /,(t,n)=>n?`.${n} `:
" ")}function Zt(e){return qn(e)?new Date(e*1e3).toLocaleTimeString("en-GB"):"–"}function pn(e,t=0,n=1){return n>1||t>0?`r${e}.${t}`:`r${e}`}function ni(e){return qn(
e)?e>=.98?"full":e>=.9?"nearly full":null:null}function li(e){return e.replaceAll(`
`,"⏎").replaceAll("	","⇥").replaceAll("\r","␍")}function Qa(e,t){return String(Number(e.toFixed(t)))}function Xa(e,t,{total:n,columns:l,page:s=10}){let i=Math.floor(e/l)*l,r={ArrowLeft:e-1,ArrowRight:e+1,ArrowUp:e-l,ArrowDown:e+l,Home:i,End:Math.min(i+l,n)-1,PageUp:Math.
max(e-s*l,e%l),PageDown:e+s*l};if(!(t in r))return null;let c=r[t];return t==="PageDown"&&c>=n?Math.max(e,ec(e%l,n,l)):c<0||c>=n?e:c}function ec(e,t,n){let l=Math.
floor((t-1)/n)*n+e;return l<t?l:l-n}var Wn=class{constructor(t,n,{onMove:l,onSelect:s=()=>{},onEscape:i=()=>{}}){this.index=null,this.byKeyboard=!1,this.ring=k(
"div.nbs-ring",{hidden:!0,"aria-hidden":"true"}),this.#e=n,this.#t=l,t.append(this.ring);let r=c=>{let p=t.getBoundingClientRect();return n.at(c.clientX-p.left,
c.clientY-p.top)};t.addEventListener("pointermove",c=>this.move(r(c))),t.addEventListener("pointerleave",()=>{this.byKeyboard||this.move(null)}),t.addEventListener(
"click",c=>{let p=r(c);p!==null&&s(p)}),t.addEventListener("focus",()=>{this.index===null&&t.matches(":focus-visible")&&n.shape().total&&this.move(this.#n,!0)}),
t.addEventListener("blur",()=>this.move(null)),t.addEventListener("keydown",c=>{if(c.ctrlKey||c.metaKey||c.altKey||!n.shape().total)return;let p=Xa(this.index??
this.#n,c.key,n.shape());if(p!==null)this.move(p,!0);else if((c.key==="Enter"||c.key===" ")&&this.index!==null)s(this.index);else if(c.key==="Escape"&&this.index!==
null)this.move(null),i();else return;c.preventDefault(),c.stopPropagation()})}#e;#t;#n=0;move(t,n=!1){t===this.index&&n===this.byKeyboard||(this.index=t,this.byKeyboard=
n,t!==null&&(this.#n=t),this.place(),this.#t(t,n))}place(){let{total:t}=this.#e.shape();if(this.#n=Math.min(this.#n,Math.max(0,t-1)),this.index!==null&&this.index>=
t){this.move(null);return}if(this.ring.hidden=this.index===null,this.index===null)return;let{x:n,y:l,width:s,height:i}=this.#e.rect(this.index);Object.assign(this.
ring.style,{transform:`translate(${n-2}px, ${l-2}px)`,width:`${s+4}px`,height:`${i+4}px`})}};function cl(e,t,n){let l=window.devicePixelRatio||1,[s,i]=[Math.round(t*l),Math.round(n*l)],r=e.width!==s||e.height!==i;r&&(e.width=s,e.height=i,e.style.width=`${t}\
px`,e.style.height=`${n}px`);let c=e.getContext("2d");return c?(c.setTransform(l,0,0,l,0,0),{context:c,changed:r}):null}function Ls(e,t,n){let l=document.createElement(
"canvas"),s=cl(l,t,t);n(s.context);let i=e.createPattern(l,"repeat");return i.setTransform(new DOMMatrix().scale(t/l.width)),i}function Bl(e,t,n,l,s,i,r=4){e.save(),
e.beginPath(),e.rect(t,n,l,s),e.clip(),e.strokeStyle=i,e.lineWidth=1,e.beginPath();for(let c=-s+r/2;c<l;c+=r)e.moveTo(t+c,n+s),e.lineTo(t+c+s,n);e.stroke(),e.restore()}function tc(e,t=0){return(250+e*137.508+t*80)%360}function kt(e,t,n,l=1){return`oklch(${n?"0.74 0.12":"0.55 0.11"} ${tc(e,t).toFixed(1)} / ${l})`}function ul(e){
return e?"#000":"#fff"}function Cs({rows:e,columns:t},n){let s=Math.max(4,Math.min(18,(n-28)/Math.max(1,t))),i=e<=12?18:e<=24?13:e<=40?10:8,r=i<13?3:0;return{rows:e,columns:t,gutter:28,
rim:r,pitchX:s,pitchY:i,width:28+t*s,height:e*i+2*r,total:e*t}}function si({rows:e,columns:t,gutter:n,rim:l,pitchX:s,pitchY:i},r,c){let[p,u]=[Math.floor((r-n)/s),
Math.floor((c-l)/i)];return p<0||p>=t||u<0||u>=e?null:u*t+p}function oi({columns:e,gutter:t,rim:n,pitchX:l,pitchY:s},i){return{x:t+i%e*l,y:n+Math.floor(i/e)*s,width:l,
height:s-2}}var nc={prefill:"prefill",decode:"decode",recompute:"recomputed after a preemption",waiting:"in the batch, not computed in this step",speculated:"de\
code, speculated",out:"out of the batch"};function ii(e,t,n=()=>1){let{columns:l,first:s,table:i}=e,r=`Step ${s+t%l}, slot ${Math.floor(t/l)}`,c=Jt(e.cells[t]);
if(c.index===null)return`${r}: idle slot.`;let[p,u]=i[c.index]??["?",0],d=e.counts[t],m=[pn(p,u,n(p)),nc[c.kind]];return(d>1||d&&c.kind!=="decode")&&m.push(Pe(d,
"token")),c.preempted&&m.push("preempted before this step"),c.finished&&m.push("finished in this step"),`${r}: ${m.join(", ")}.`}function ri({cells:e}){if(!e.length)
return null;let t=0;for(let n of e)n&1048575||t++;return t/e.length}var lc="10px system-ui, sans-serif";function ai(e,t,n,{theme:l,chosen:s}){let i=cl(e,n.width,
n.height);if(!i)return;let{context:r}=i,{columns:c,pitchX:p,pitchY:u,gutter:d,rim:m}=n,b=p>=7?1:.5,S=u-2;r.clearRect(0,0,n.width,n.height),r.font=lc,r.textBaseline=
"middle";let M=new Map,E=$=>{if(!M.has($)){let[P,y]=t.table[$]??[$,0];M.set($,[kt(P,y,l.dark),kt(P,y,l.dark,.3)])}return M.get($)};for(let $=0;$<n.rows;$++){let P=m+
$*u;r.fillStyle=l.ink(.55),r.textAlign="right",(u>=13||$%5===0)&&r.fillText(String($),d-6,P+S/2+.5),r.textAlign="left";for(let y=0;y<c;y++){let T=d+y*p,x=p-b,O=Jt(
t.cells[$*c+y]);if(O.index===null){r.globalAlpha=1,ci(r,T,P,x,S,l.ink(.3));continue}let[D,G]=E(O.index);r.globalAlpha=s===null||s===t.table[O.index]?.[0]?1:.25,
sc[O.kind](r,T,P,x,S,D,G,l),O.finished&&(r.fillStyle=l.ink(),r.fillRect(T+x-2,P,2,S)),O.preempted&&oc(r,T,P,Math.min(x,S)*.8,l.ink())}if(u>=13)for(let{index:y,x:T,
text:x,width:O}of rc(r,t,n,$))r.globalAlpha=s===null||s===t.table[y][0]?1:.25,r.fillStyle=E(y)[0],r.fillRect(T,P,O,S),r.globalAlpha=1,r.fillStyle=ul(l.dark),r.fillText(
x,T+3,P+S/2+.5);r.globalAlpha=1}}var sc={prefill(e,t,n,l,s,i,r){e.fillStyle=r,e.fillRect(t,n,l,s),Bl(e,t,n,l,s,i,4)},decode(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(
t,n,l,s)},recompute(e,t,n,l,s,i,r,c){e.fillStyle=r,e.fillRect(t,n,l,s),e.strokeStyle=c.ink(.8),e.lineWidth=1,e.beginPath(),e.moveTo(t+1,n+2),e.lineTo(t+l-1,n+s-
2),e.moveTo(t+l-1,n+2),e.lineTo(t+1,n+s-2),e.stroke()},waiting(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n+s/2-1,l,2)},speculated(e,t,n,l,s,i,r){e.fillStyle=r,e.fillRect(
t,n,l,s),e.fillStyle=i,e.fillRect(t,n+s*.6,l,s*.4)},out(e,t,n,l,s,i){ci(e,t,n,l,s,i)}};function ci(e,t,n,l,s,i){e.strokeStyle=i,e.lineWidth=1,e.strokeRect(Math.
round(t)+.5,n+.5,Math.max(1,Math.round(l)-1),s-1)}function oc(e,t,n,l,s){e.fillStyle=s,e.beginPath(),e.moveTo(t,n),e.lineTo(t+l,n),e.lineTo(t,n+l),e.fill()}function ic(e,t){
let n=[];for(let l=0;l<e.columns;l++){let{index:s}=Jt(e.cells[t*e.columns+l]),i=n.at(-1);i&&i.index===s&&i.to===l?i.to++:s!==null&&n.push({index:s,from:l,to:l+1})}
return n}function rc(e,t,{columns:n,gutter:l,pitchX:s},i){let r=[];for(let{index:c,from:p,to:u}of ic(t,i)){if(!t.table[c])continue;let d=E=>Jt(t.cells[i*n+E]).kind,
m=p;for(;m<u&&d(m)!=="decode";)m++;let b=m;for(;b<u&&d(b)==="decode";)b++;let S=pn(...t.table[c]),M=Math.ceil((e.measureText(S).width+6)/s)*s;(b-m)*s>M&&r.push(
{index:c,text:S,width:M-1,x:l+m*s})}return r}function Ft(e,t,n,...l){return k(`section.nbs-panel.nbs-${e}`,{"aria-label":t},k("header.nbs-head",{},k("h3",{},t),k("details.nbs-what",{},k("summary",{"aria-la\
bel":`${t}: what am I looking at?`},"What is this?"),k("p",{},n))),...l)}function zn(e,t){let n=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Tab\
le"}),l=k("details.nbs-table",{},k("summary",{},"Show as table"),n),s=0,i=()=>{s=performance.now()+1e3;let{caption:c,head:p,body:u}=t();n.replaceChildren(k("tab\
le",{},k("caption",{},c),k("thead",{},k("tr",{},p.map(d=>k("th",{scope:"col"},d)))),k("tbody",{},u.map(d=>k("tr",{},d.map(m=>k("td",{},m)))))))},r=e.debounce(1e3,
()=>l.open&&i());return l.addEventListener("toggle",()=>l.open?i():n.replaceChildren()),{element:l,refresh(){l.open&&(performance.now()>=s?i():r())}}}function ui({model:e,scope:t,theme:n,view:l}){let s=Ps(null),i=Cs(s,0),r=0,c=k("canvas",{"aria-hidden":"true"}),p=k("div.nbs-surface",{tabindex:"0",role:"applic\
ation","aria-roledescription":"batch grid","aria-label":"Batch slots by step. Arrow keys move, Enter chooses the request."},c),u=k("div.nbs-window",{},p),d=k("s\
pan.nbs-note"),m=k("div.nbs-info.nbs-none"),b=Nl("",{"aria-live":"polite"}),S=t.debounce(300,T=>X(b,T)),M=t.frame(()=>{let{selected:T}=l.get(),x=s.table.some(([
O])=>O===T)?T:null;r&&ai(c,s,i,{theme:n,chosen:x})}),E=()=>{let{index:T}=$;return m.classList.toggle("nbs-none",T===null),X(m,T===null?"Point at a cell, or move\
 through the grid with the arrow keys.":ii(s,T)),m.textContent},$=new Wn(p,{shape:()=>({total:i.total,columns:i.columns}),at:(T,x)=>si(i,T,x),rect:T=>oi(i,T)},{
onMove:(T,x)=>{let O=E();T!==null&&x&&S(O)},onSelect:T=>{let{index:x}=Jt(s.cells[T]);x===null?l.set({selected:null}):l.toggle(s.table[x]?.[0]??null)},onEscape:()=>l.
set({selected:null})}),P=zn(t,()=>({caption:"The last steps, newest first",head:["Step","Computed","Idle slots"],body:[...ac(s)].reverse().slice(0,32)})),y=()=>{
i=Cs(s,r),p.style.width=`${i.width}px`,p.style.height=`${i.height}px`,$.place(),M()};return t.bind("batch",T=>{s=Ps(T);let x=ri(s),O=s.columns?[`steps ${ae(s.first)}\
–${ae(s.first+s.columns-1)}`,`${Mt(x)} of the slots idle`,s.mode&&`${s.mode} batching`,s.more&&`${Pe(s.more,"more slot")} not shown`]:[e.get("now")?.steps?"no\
 step since this dashboard was opened":"no step yet"];X(d,O.filter(Boolean).join(" · ")),y(),E(),P.refresh()}),l.bind(M),n.watch(M),t.observe(new ResizeObserver(
([{contentRect:T}])=>{T.width!==r&&(r=T.width,y())}),u),Ft("batch","Batch","Each row is a place in the batch, each column one step, the newest at the right. Wit\
h continuous batching a place is taken again as soon as its request has finished; with static batching it stays idle until the whole batch has.",d,u,cc(),m,b,P.
element)}function*ac(e){for(let t=0;t<e.columns;t++){let n=[],l=0;for(let s=0;s<e.rows;s++){let i=s*e.columns+t,{index:r,kind:c,finished:p}=Jt(e.cells[i]);r===null?
l++:n.push(`${pn(...e.table[r]??[])} ${c} ${e.counts[i]}${p?" (finished)":""}`)}yield[ae(e.first+t),n.join(", "),ae(l)]}}function cc(){let e=(t,n)=>k("span.nbs-\
key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return k("div.nbs-keys",{},e("prefill","prefill"),e("filled","decode"),e("recompute","recomputed"),
e("pending","in the batch, not computed"),e("end","finished"),e("taken","preempted"),e("free","idle slot"))}function fi(e){let t=new Map;for(let n of e)n.blocks.forEach((l,s)=>{let i=t.get(l);i?i.push({owner:n,logical:s}):t.set(l,[{owner:n,logical:s}])});return t}function rt({
label:e,request:t,answer:n}){return e??pn(t,n)}function pi(e,t){let n=new Map;for(let l of e)l.request===t&&l.blocks.forEach((s,i)=>n.set(s,String(i)));return n.
size?n:null}function hi(e,t,n=()=>1){return e.blocks.map((l,s)=>({logical:s,block:l,filled:Math.max(0,Math.min(t,e.computed-s*t)),size:t,shared:n(l)>1}))}function di(e,t,n,l){
let s=`Block ${e}`;if(t.state==="free")return`${s}: free.`;if(t.state==="cached")return`${s}: cached. Nobody uses it; its ${Pe(t.tokens,"token")} can be found a\
gain (prefix cache).`;let i=n.map(({owner:p,logical:u})=>`${rt(p)} (logical block ${u})`),r=i.length>4?[...i.slice(0,3),`${i.length-3} more`]:i,c=t.published?";\
 in the prefix cache":"";return`${s}: ${t.tokens} of ${l} tokens, ${Pe(t.refs,"reference")}${t.refs>1?" (shared)":""}${c}${r.length?`. ${r.join(", ")}`:""}.`}function mi(e){
let[t,n,l]=[0,0,0];for(let s of e){let i=s>>>24&63;i?t++:s&1073741824&&l++,i>1&&n++}return{used:t,shared:n,cached:l,free:e.length-t-l}}var gi=[30,26,22,18,16,14,12,11,10,9,8,7,6,5],uc=240,fc=.22;function Ds(e,t){let n=l=>{let s=Math.max(1,Math.min(e||1,Math.floor(t/l))),i=Math.ceil(e/s);return{
total:e,pitch:l,gap:l>=12?2:1,columns:s,rows:i,height:i*l}};return gi.map(n).find(({height:l})=>l<=uc)??n(gi.at(-1))}function bi({total:e,pitch:t,columns:n},l,s){
let[i,r]=[Math.floor(l/t),Math.floor(s/t)],c=r*n+i;return i<0||i>=n||r<0||c>=e?null:c}function ql({pitch:e,gap:t,columns:n},l){let s=e-t;return{x:l%n*e,y:Math.floor(
l/n)*e,width:s,height:s}}var Vl=class{#e=new Uint32Array(0);#t=[];#n="";#l=[];#s=null;#o=null;paint(t,{cells:n,blockSize:l,owners:s},i,r,c,p=!1){let{pitch:u,columns:d,
total:m}=i,b=Math.floor(r.top/u)*d,S=Math.min(m,Math.ceil((r.top+r.height)/u)*d),M=[u,d,m,r.top,r.height,c.version,c.theme.ink(),devicePixelRatio].join(),E=p||M!==
this.#n;E?this.#i(t,n,i,r,c):this.#r(s),this.#n=M,this.#t=s.map(rt),t.save(),t.translate(0,-r.top);let $=0;for(let P=b;P<S;P++){if(!E&&this.#e[P]===n[P])continue;
$++,this.#e[P]=n[P];let{x:y,y:T,width:x}=ql(i,P);E||t.clearRect(y,T,u,u);let O=c.chosen?.get(P);t.globalAlpha=c.chosen&&O===void 0?fc:1;let D=Vn(n[P],l);if(D.state===
"used"){this.#a(t,D,s,y,T,x,c,O);continue}t.fillStyle=D.state==="cached"?this.#o:this.#s;let G=1;if(E){let N=n[P],W=Math.min(S,P-P%d+d);for(;P+1<W&&n[P+1]===N;)
this.#e[++P]=N,G++;$+=G-1}t.fillRect(y,T,G*u,u)}return t.restore(),$}#i(t,n,{pitch:l,gap:s,columns:i},r,{theme:c}){let p=l-s;t.clearRect(0,0,i*l,r.height),this.#e=
new Uint32Array(n.length),this.#l=[];let u=d=>{d.strokeStyle=c.ink(.34),d.lineWidth=1,d.strokeRect(.5,.5,p-1,p-1)};this.#s=Ls(t,l,u),this.#o=Ls(t,l,d=>{Bl(d,0,0,
p,p,c.ink(p<8?.6:.5),p<8?3:4),u(d)})}#r(t){let n=new Map(t.map((s,i)=>[rt(s),i+1])),l=[0,...this.#t.map(s=>n.get(s)??0)];t.length===this.#t.length&&l.every((s,i)=>s===
i)||(this.#l=[],this.#e.forEach((s,i)=>this.#e[i]=s&4294901760|l[s&65535]))}#a(t,n,l,s,i,r,c,p){let u=l[n.owner],{full:d,tint:m}=this.#l[n.owner]??=pc(u,c.theme),
b=Math.max(n.tokens?1:0,Math.round(n.share*r));if(b<r&&(t.fillStyle=m,t.fillRect(s,i,r,r-b)),t.fillStyle=d,t.fillRect(s,i+r-b,r,b),n.refs>1){let M=Math.max(2,Math.
round(r*.36));t.fillStyle=c.theme.ink(),t.beginPath(),t.moveTo(s+r-M,i),t.lineTo(s+r,i),t.lineTo(s+r,i+M),t.fill()}let S=p??(r>=24&&u?rt(u):"");S&&r>=14&&this.#c(
t,S,s+r/2,i+r/2+1,r,c.theme.dark,n.share<.7)}#c(t,n,l,s,i,r,c){let[p,u]=[ul(!r),ul(r)];t.font=`${i>=24?10:9}px system-ui, sans-serif`,t.textAlign="center",t.textBaseline=
"middle",c&&(t.lineWidth=2.5,t.lineJoin="round",t.strokeStyle=u,t.strokeText(n,l,s,i-2)),t.fillStyle=c?p:u,t.fillText(n,l,s,i-2)}};function pc({request:e,answer:t},{
dark:n}){return{full:kt(e,t,n),tint:kt(e,t,n,.3)}}var Hn=20,Wt={width:104,height:16},Wl=92,fl=64;function hc(e){let t=new Map([...e].sort((n,l)=>n.block-l.block).map(({block:n},l)=>[n,l]));return e.map((n,l)=>({
...n,left:l*Hn,right:t.get(n.block)*Hn}))}function dc(e){return e.length>fl?[...e.slice(0,fl/2),...e.slice(-fl/2)]:e}function ki(e,t,n,l){return e.map(s=>{let i=hi(
s,t,n),r=hc(dc(i)),c=kt(s.request,s.answer,l),p=2*Wt.width+Wl,u=Se("svg",{width:p,height:r.length*Hn,viewBox:`0 0 ${p} ${r.length*Hn}`,role:"img","aria-label":mc(
s,r)},r.map(d=>gc(d,c)),r.map(d=>wi(0,d.left,d,c,`${d.logical}`)),r.map(d=>wi(Wt.width+Wl,d.right,d,c,`#${d.block}${d.shared?" shared":""}`)));return k("figure.\
nbs-map",{},k("figcaption",{},k("b",{},rt(s)),` ${Pe(s.computed,"token")} in ${Pe(i.length,"block")}`),k("div.nbs-columns",{style:{width:`${p}px`},"aria-hidden":"\
true"},k("span",{},"logical"),k("span",{},"physical")),k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":`Block table of ${rt(s)}`},u),i.length>fl?k("\
p.nbs-note",{},`The first and the last ${fl/2} of ${Pe(i.length,"block")}.`):null)})}function mc(e,t){let n=t.map(({logical:l,block:s,filled:i,size:r})=>`${l} t\
o ${s} (${i}/${r})`);return`Block table of ${rt(e)}, logical to physical: ${n.join(", ")}`}function wi(e,t,{filled:n,size:l},s,i){let r=e===0;return Se("g",{transform:`\
translate(${e} ${t+2})`},Se("rect.nbs-slot",{width:Wt.width,height:Wt.height,rx:1}),Se("rect",{width:Wt.width*n/l,height:Wt.height,rx:1,fill:s,"fill-opacity":r?
.28:.5}),Se("text",{x:6,y:12},i),r?Se("text",{x:Wt.width-6,y:12,"text-anchor":"end"},`${n}/${l}`):null)}function gc({left:e,right:t},n){let[l,s]=[Wt.width+2,Wt.
width+Wl-2],[i,r]=[e+Hn/2,t+Hn/2],c=Wl*.45;return Se("path",{d:`M${l} ${i}C${l+c} ${i} ${s-c} ${r} ${s} ${r}`,fill:"none",stroke:n,"stroke-width":1.5})}var bc=40,yi=420;function Si({scope:e,theme:t,view:n,kernel:l}){let s=$s(null),i=Ds(0,1),r=null,c={theme:t,chosen:null,version:0},p=0,u=k("canvas",{"aria-hidden":"\
true"}),d=k("div.nbs-surface",{tabindex:"0",role:"application","aria-roledescription":"block grid","aria-label":"Blocks of the KV cache. Arrow keys move, Enter \
chooses the request."}),m=k("div.nbs-window",{},d);d.append(u);let b=k("div.nbs-info"),S=k("div.nbs-tokens"),M=Nl("",{"aria-live":"polite"}),E=k("div.nbs-legend",
{role:"group","aria-label":"Running requests"}),$=k("span.nbs-note"),P=k("div.nbs-side",{hidden:!0}),y=new Vl,T=_=>(r??=fi(s.owners)).get(_)??[],x=_=>s.cells[_]>>>
24&63,O=e.frame(()=>{if(!p||!s.total)return;let _=Math.min(i.height,yi),K=cl(u,i.columns*i.pitch,_);if(!K)return;let ie=Math.min(m.scrollTop,i.height-_);u.style.
transform=`translateY(${ie}px)`,y.paint(K.context,s,i,{top:ie,height:_},c,K.changed)}),D=()=>{i=Ds(s.total,p),d.style.width=`${i.columns*i.pitch}px`,d.style.height=
`${i.height}px`,U.place(),O()},G=_=>{c={...c,..._,version:c.version+1},O()},N=e.debounce(150,async _=>{let{block:K}=await l.ask({do:"block",number:_});if(K?.number!==
U.index)return;let ie=K.text.map(re=>k("span",{},li(re)));S.replaceChildren(...ie),U.byKeyboard&&W(`${b.textContent} Text: ${K.text.join("")}`)}),W=e.debounce(350,
_=>X(M,_)),I=0,C=(_,K)=>{S.replaceChildren(),N.cancel(),q(),_!==null&&(I=s.cells[_],K&&(W(b.textContent),B(_)),Vn(I,s.blockSize).tokens&&N(_))},q=()=>{let _=U.index;
b.classList.toggle("nbs-none",_===null),_===null?X(b,"Point at a block, or move through the grid with the arrow keys."):X(b,di(_,Vn(s.cells[_],s.blockSize),T(_),
s.blockSize))},B=_=>{let{y:K,height:ie}=ql(i,_);K<m.scrollTop?m.scrollTop=K:K+ie>m.scrollTop+m.clientHeight&&(m.scrollTop=K+ie-m.clientHeight)},U=new Wn(d,{shape:()=>({
total:s.total,columns:i.columns,page:Math.floor(yi/i.pitch)}),at:(_,K)=>bi(i,_,K),rect:_=>ql(i,_)},{onMove:C,onSelect:_=>{let K=T(_),{selected:ie}=n.get(),re=K.
findIndex(({owner:Q})=>Q.request===ie);n.set({selected:K.length?K[re+1]?.owner.request??(re<0?K[0].owner.request:null):null})},onEscape:()=>n.set({selected:null})}),
H=new Map,ne=k("span.nbs-note"),j=_=>k("button.nbs-chip",{type:"button",title:_.prompt||null,onclick:()=>n.toggle(_.request)},k("i",{"aria-hidden":"true"}),rt(_)),
Le=()=>{let{selected:_}=n.get(),K=H;H=new Map;for(let Q of s.owners.slice(0,bc)){let Oe=rt(Q),Re=K.get(Oe)??j(Q);H.set(Oe,Re),wt(Re,"aria-pressed",String(Q.request===
_)),Re.firstChild.style.background=kt(Q.request,Q.answer,t.dark)}let ie=s.owners.length-H.size,re=_!==null&&!s.owners.some(Q=>Q.request===_);X(ne,[ie>0&&`and ${ae(
ie)} more`,re&&`r${_} owns no blocks: it waits, or has ended.`].filter(Boolean).join(" · ")),Rl(E,[...H.values(),ne])},be=null,oe=e.frame(()=>{let{selected:_}=n.
get(),K=s.owners.filter(pe=>pe.request===_),ie=JSON.stringify([_,t.dark,K.map(({answer:pe,computed:et,blocks:ft})=>[pe,et,ft,ft.map(x)])]);if(ie===be)return;be=
ie,P.hidden=!K.length;let re=[...P.querySelectorAll(".nbs-scroll")].map(pe=>pe.scrollTop),Q={type:"button","aria-label":"Close the block table",onclick:()=>n.set(
{selected:null})},Oe=k("header",{},k("h4",{},"Block table"),k("button",Q,"Close")),Re=P.contains(document.activeElement)&&document.activeElement.tagName==="BUTT\
ON";P.replaceChildren(Oe,...ki(K,s.blockSize,x,t.dark)),P.querySelectorAll(".nbs-scroll").forEach((pe,et)=>pe.scrollTop=re[et]??0),Re&&Oe.querySelector("button").
focus()}),fe=zn(e,()=>({caption:"Running requests and their block tables",head:["Request","Tokens held","Blocks","Block table (logical order)"],body:s.owners.map(
_=>[rt(_),ae(_.computed),ae(_.blocks.length),_.blocks.join(" ")])})),ee=()=>{let{selected:_}=n.get(),K=_===null?null:pi(s.owners,_),ie=c.chosen?[...c.chosen].join():
"";(K?[...K].join():"")!==ie&&G({chosen:K}),Le(),oe()};return e.bind("pool",_=>{let K=s.total;s=$s(_),r=null,K!==s.total&&D();let{used:ie,shared:re,cached:Q,free:Oe}=mi(
s.cells);X($,`${ae(ie)} in use (${ae(re)} shared) · ${ae(Q)} cached · ${ae(Oe)} free · ${s.blockSize} tokens a block`),q(),U.index!==null&&s.cells[U.index]!==
I&&(I=s.cells[U.index],Vn(I,s.blockSize).tokens?N(U.index):S.replaceChildren()),ee(),fe.refresh(),O()}),n.bind(ee),t.watch(()=>{G({}),Le(),oe()}),m.addEventListener(
"scroll",O),e.observe(new ResizeObserver(([{contentRect:_}])=>{_.width!==p&&(p=_.width,D())}),m),Ft("blocks","Blocks","Each cell is a block: room for the keys a\
nd values of a few consecutive tokens. A request takes blocks as it grows, anywhere in the pool, and its block table says which; blocks with the same beginning \
are shared. Choose a request to see its table.",$,k("div.nbs-split",{},k("div.nbs-main",{},m,wc(),E,b,S,M,fe.element),P))}function wc(){let e=(t,n)=>k("span.nbs\
-key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);return k("div.nbs-keys",{},e("filled","in use, full"),e("partly","partly filled"),e("shared","shar\
ed"),e("cached","cached, nobody's"),e("free","free"))}var xi={idle:["○","idle"],running:["●","running"],asleep:["◐","asleep"],closed:["□","closed"],failed:["✕","failed"],replay:["▷","replay"]};function pl(e){
return e?.error?"This dashboard has stopped.":e?.state==="asleep"?"The engine is asleep.":e?.state==="closed"?"The engine is closed.":e?.state==="failed"?"The e\
ngine has failed.":e?.state==="replay"?"This is a recording.":null}function Ti({model:e,scope:t,kernel:n}){let l=k("h2"),s=k("span.nbs-about"),i=k("span",{"aria\
-hidden":"true"}),r=k("span"),c=k("span.nbs-state",{role:"status"},i,r),p=k("span.nbs-notice",{role:"status"}),u=N=>X(p,N),d=t.debounce(4e3,()=>u("")),m=async(N,W)=>{
d.cancel(),u("");let I=await n.ask(N,C=>u(C?Bn:""));u(I.ok?W??"":I.error??"That did not work."),I.ok&&d()},b=(N,W,I)=>k("button",{type:"button",title:W,onclick:I},
N),S=()=>!!e.get("now")?.paused,M=b("Pause admission","New requests wait; those that run go on.",()=>m({do:S()?"resume":"pause"})),E=b("Cancel all…","Ends eve\
ry request, running or waiting; their texts so far stay.",()=>O(!0)),$=b("Clear prefix cache","Forgets cached blocks that no running request uses.",()=>m({do:"c\
lear_prefix_cache"},"The prefix cache is empty.")),P=k("span"),y=b("Cancel them","",()=>{O(!1),m({do:"cancel_all"})}),T=b("Keep them","",()=>O(!1)),x=k("span.nb\
s-confirm",{role:"group","aria-label":"Cancel all requests?",hidden:!0},P,y,T),O=N=>{let{running:W=0,waiting:I=0}=e.get("now")??{};X(P,`Cancel ${Pe(W+I,"request")}\
?`),x.hidden=!N,E.hidden=N,(N?T:E).focus()};x.addEventListener("keydown",N=>{N.key==="Escape"&&O(!1)});let D=[M,E,$,y].map(N=>[N,N.title]),G=k("div.nbs-buttons",
{role:"group","aria-label":"Controls"},M,E,x,$);return kc()||G.append(b("Refresh","Updates do not come by themselves here.",()=>m({do:"refresh"}))),t.bind("now",
N=>{let W=N??{};X(l,W.engine??"engine"),X(s,[W.model!==W.engine&&W.model,W.precision].filter(Boolean).join(" · "));let[I,C]=xi[W.state]??xi.idle;X(i,I),X(r,W.paused&&
!pl(W)?`${C}, admission paused`:C),c.dataset.state=W.state??"idle",wt(c,"title",W.at?`as of ${Zt(W.at)}`:null);let q=pl(W);for(let[B,U]of D)B.disabled=!!q,B.title=
q??U;G.hidden=W.state==="replay",X(M,W.paused?"Resume admission":"Pause admission"),wt(M,"aria-pressed",String(!!W.paused)),E.disabled||=!W.running&&!W.waiting}),
k("div.nbs-top",{},k("div.nbs-title",{},l,s,c),G,p)}function kc(){return!globalThis.google?.colab}function yc(e){let t=[[["Output",Os(fn(e.out_rate),"tokens/s")],["Prompts",Os(fn(e.in_rate),"tokens/s")],["Running",ae(e.running??0)],["Waiting",ae(e.waiting??0)],
["Finished",ae(e.finished??0),Tc(e)],["Preemptions",ae(e.preempted??0)],["Steps",ae(e.steps??0)]],[vi("TTFT",e.ttft),vi("TPOT",e.tpot),["ITL p99",Ee(e.itl_p99)],
["KV efficiency",Mt(e.kv_efficiency)],["Prefix hits",Mt(e.prefix_hit_rate)]]];return e.step_error&&t[1].push(xc(e.step_error)),e.slo&&t[1].push(["SLO met",Mt(e.
slo.attainment),vc(e.slo)],["Goodput",Os(fn(e.slo.goodput),"req/s"),hl(e.throughput)?`of ${fn(e.throughput)} req/s`:""]),t}function Sc(e){let t=e.kv_usage;return{
share:hl(t)?Math.min(1,Math.max(0,t)):0,text:`${Mt(t,"–")} · ${ae(e.kv_used??0)} of ${Pe(e.kv_total??0,"block")}`,word:ni(t)}}function Mi({scope:e}){let t=k(
"div.nbs-bar"),n=k("div.nbs-meter",{role:"meter","aria-label":"KV usage","aria-valuemin":"0","aria-valuemax":"100"},t,_i(.9),_i(.98)),l=k("span.nbs-figure"),s=k(
"strong.nbs-word"),i=k("div.nbs-figures"),r=new Map,c="",p=u=>{r.clear();let d=m=>k("dl",{},m.map(([b])=>{let S={value:k("span.nbs-value"),note:k("span.nbs-note")};
return r.set(b,S),k("div",{},k("dt",{},b),k("dd",{},S.value,S.note))}));i.replaceChildren(...u.map(d))};return e.bind("now",u=>{let d=yc(u??{}),m=d.map(E=>E.map(
([$])=>$).join()).join(";");m!==c&&p(d),c=m;for(let[E,$,P=""]of d.flat()){let y=r.get(E);X(y.value,$),y.value.classList.toggle("nbs-none",$===Nt),X(y.note,P)}let{
share:b,text:S,word:M}=Sc(u??{});t.style.setProperty("width",`${b*100}%`),X(l,S),X(s,M??""),n.dataset.level=M??"",n.setAttribute("aria-valuenow",String(Math.round(
b*100))),n.setAttribute("aria-valuetext",M?`${S}, ${M}`:S)}),Ft("now","Now","The engine's figures at this moment. TTFT is the time from submitting a request to \
its first token, TPOT the time per token after that, ITL the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. KV usag\
e is the part of the pool's blocks that running requests own.",k("div.nbs-usage",{},k("span.nbs-label",{},"KV usage"),n,l,s),i)}var hl=e=>e!=null;function Os(e,t){
return e===Nt?e:`${e} ${t}`}function vi(e,t){return!t||!hl(t[0])?[e,Nt]:[e,Ee(t[0]),`p95 ${Ee(t[1])} · p99 ${Ee(t[2])}`]}function xc(e){let t=Object.entries(e),
n=Math.max(...t.map(([,l])=>l));return["Step time",`foreseen ± ${Mt(n)}`,t.map(([l,s])=>`${l} ${Mt(s)}`).join(" · ")]}function Tc(e){return[e.cancelled&&`${ae(
e.cancelled)} cancelled`,e.failed&&`${ae(e.failed)} failed`].filter(Boolean).join(" · ")}function vc({ttft_ms:e,tpot_ms:t}){return[hl(e)&&`TTFT ≤ ${Ee(e/1e3)}`,
hl(t)&&`TPOT ≤ ${Ee(t/1e3)}`].filter(Boolean).join(" · ")}function _i(e){return k("i",{style:{left:`${e*100}%`},"aria-hidden":"true"})}var _c=[.25,.5,1,2,5,10];function Ei({model:e,scope:t,kernel:n}){let l=k("button",{type:"button"}),s=k("input",{type:"range",min:"0",step:"1","aria-label":"Step\
 of the recording"}),i=k("output.nbs-figure"),r=k("select",{"aria-label":"Speed"},_c.map(S=>k("option",{value:S},`${S}×`))),c=k("span.nbs-notice",{role:"status"}),
p=k("div.nbs-replay",{role:"group","aria-label":"Replay",hidden:!0},l,s,i,r,c),u=async S=>{let M=await n.ask(S,E=>X(c,E?Bn:""));X(c,M.ok?"":M.error??"That did n\
ot work.")},d=S=>u({do:"play",playing:!!e.get("replay")?.playing,speed:Number(r.value),...S});l.addEventListener("click",()=>d({playing:!e.get("replay")?.playing})),
r.addEventListener("change",()=>d({}));let m=!1,b=t.debounce(60,S=>u({do:"seek",position:S}));return s.addEventListener("input",()=>{m=!0,X(i,Rs(Number(s.value),
Number(s.max)+1)),b(Number(s.value))}),s.addEventListener("change",()=>m=!1),t.bind("replay",S=>{if(p.hidden=!S?.steps,p.hidden)return;s.max=String(Math.max(0,S.
steps-1)),m||(s.value=String(S.position),X(i,Rs(S.position,S.steps))),s.setAttribute("aria-valuetext",Rs(S.position,S.steps)),X(l,S.playing?"Pause":"Play");let M=String(
S.speed);[...r.options].some(E=>E.value===M)||r.append(k("option",{value:M},`${M}×`)),document.activeElement!==r&&(r.value=M)}),p}function Rs(e,t){return`step ${ae(
e+1)} of ${ae(t)}`}function zl(e,t){return e.find(([n])=>n===t||n.startsWith(`${t} `))?.[1]??null}var Mc=["finished","cancelled","failed"];function Ai({events:e=[],itl:t=[]},n=0){
let l=zl(e,"scheduled"),s=zl(e,"first token"),i=t.map(d=>{if(s===null)return[];let m=s;return[s,...d.map(b=>m+=b)]}),c=Mc.map(d=>zl(e,d)).find(d=>d!==null)??null??
Math.max(n,...e.map(([,d])=>d),...i.map(d=>d.at(-1)??0)),p=[["queued",zl(e,"queued")??0],["prefill",l],["decode",s]].filter(([,d])=>d!==null),u=p.map(([d,m],b)=>({
name:d,from:m,to:p[b+1]?.[1]??Math.max(m,c)}));return{end:c,phases:u,chunks:e.filter(([d])=>d.startsWith("prefill ")||d.startsWith("recompute ")).map(([d,m])=>({
name:d,at:m})),preemptions:e.filter(([d])=>d==="preempted").map(([,d])=>d),answers:i}}function $i(e,t=6){if(!(e>0))return[0];let n=e/t,l=10**Math.floor(Math.log10(
n)),s=[1,2,5,10].map(i=>i*l).find(i=>i>=n);return Array.from({length:Math.floor(e/s+1e-9)+1},(i,r)=>r*s)}function Ns(e,t){if(!e.length)return null;let n=[...e].
sort((l,s)=>l-s);return n[Math.max(0,Math.ceil(t*n.length)-1)]}var Pi=62,In=18;function Ci({model:e,scope:t,theme:n},l){let s=k("h4"),i=k("span.nbs-note"),r=k("div.nbs-timeline"),c=k("p.nbs-note"),p=k("pre"),u=k("div.nbs-te\
xts"),d=k("dl.nbs-params"),m=k("ol.nbs-events"),b=k("article.nbs-detail",{hidden:!0,tabindex:"-1","aria-label":"Request in detail"},k("header",{},s,i,k("button",
{type:"button",onclick:()=>l()},"Close")),r,c,k("h5",{},"Prompt"),p,u,k("h5",{},"Parameters"),d,k("details.nbs-table",{},k("summary",{},"Show events as a list"),
m));b.addEventListener("keydown",E=>{E.key==="Escape"&&(E.stopPropagation(),l())});let S=[],M=t.frame(()=>{let E=e.get("detail");E?.events&&r.clientWidth&&r.replaceChildren(
Pc(Ai(E,$c(e,E)),r.clientWidth,$=>kt(E.id,$,n.dark)))});return t.bind("detail",E=>{if(b.hidden=!Number.isInteger(E?.id),b.hidden)return;let{texts:$=[],params:P={},
itl:y=[]}=E;X(s,`Request r${E.id}`),X(i,[E.state,$.length>1&&Pe($.length,"answer")].filter(Boolean).join(" · ")),X(c,Ac(y.flat())),X(p,E.prompt??""),S.length!==
$.length&&(S=$.map(()=>k("pre")),u.replaceChildren(...S.flatMap((T,x)=>[k("h5",{},$.length>1?`Answer ${x}`:"Answer"),T]))),$.forEach((T,x)=>{X(S[x],T||"No text \
yet."),S[x].classList.toggle("nbs-none",!T)}),Li(d,Object.entries(P),([T,x])=>k("div",{},k("dt",{},T),k("dd",{},Ec(T,x)))),Object.keys(P).length||d.replaceChildren(
k("div",{},k("dt",{},"all as by default"))),Li(m,E.events??[],([T,x])=>k("li",{},k("span.nbs-figure",{},Ee(x)),` ${T}`)),M()}),t.on("change:requests",M),n.watch(
M),t.observe(new ResizeObserver(M),r),b}function Li(e,t,n){let l=JSON.stringify(t);e.nbsShown!==l&&(e.nbsShown=l,e.replaceChildren(...t.map(n)))}function Ec(e,t){
return typeof t=="string"&&e!=="seed"?JSON.stringify(t):typeof t=="boolean"?t?"True":"False":typeof t=="object"?JSON.stringify(t):String(t)}function Ac(e){return e.
length?`ITL: median ${Ee(Ns(e,.5))}, p99 ${Ee(Ns(e,.99))}, longest ${Ee(Math.max(...e))}.`:""}function $c(e,{id:t,state:n}){if(n!=="waiting"&&n!=="running")return 0;
let l=e.get("requests")?.rows.find(i=>i.id===t)?.submitted,s=e.get("now")?.at;return l&&s?Math.max(0,s-l):0}function Pc(e,t,n){let l=e.end||1,s=u=>Pi+u/l*(t-Pi-
12),r=(1+e.answers.length)*(In+6)+22,c=u=>u*(In+6)+1,p=e.phases.map(({name:u,from:d,to:m})=>`${u} ${Ee(m-d)}`).join(", ");return Se("svg",{width:t,height:r,viewBox:`\
0 0 ${t} ${r}`,role:"img","aria-label":`Timeline: ${p}${e.preemptions.length?`, ${Pe(e.preemptions.length,"preemption")}`:""}`},$i(l,t>600?8:4).map(u=>Se("g",{},
Se("line.nbs-rule",{x1:s(u),x2:s(u),y1:0,y2:r-18}),Se("text",{x:s(u),y:r-4,"text-anchor":u?u>l*.96?"end":"middle":"start"},Fl(u)))),Se("text",{x:0,y:c(0)+13},"p\
hases"),e.phases.map(({name:u,from:d,to:m})=>{let b=Math.max(1,s(m)-s(d));return Se(`g.nbs-phase.nbs-${u}`,{style:{"--hue":n(0)}},Se("title",{},`${u}: ${Ee(m-d)}`),
Se("rect",{x:s(d),y:c(0),width:b,height:In}),b>46?Se("text",{x:s(d)+5,y:c(0)+13},u):null)}),e.chunks.map(({name:u,at:d})=>Se("line.nbs-chunk",{x1:s(d),x2:s(d),y1:c(
0),y2:c(0)+In},Se("title",{},`${u} at ${Ee(d)}`))),e.preemptions.map(u=>Se("g",{},Se("title",{},`preempted at ${Ee(u)}`),Se("path.nbs-preempted",{d:`M${s(u)-5} ${c(
0)}h10l-5 8z`}),Se("line.nbs-preempted",{x1:s(u),x2:s(u),y1:c(0),y2:c(0)+In}))),e.answers.map((u,d)=>[Se("text",{x:0,y:c(d+1)+13},e.answers.length>1?`tokens ${d}`:
"tokens"),Se("path",{d:Lc(u,s,c(d+1)),stroke:n(d),"stroke-width":1.25,fill:"none"})]))}function Lc(e,t,n){return[...new Set(e.map(s=>Math.round(t(s)*2)/2))].map(
s=>`M${s} ${n+1}v${In-2}`).join("")}var dl=[{key:"submitted",title:"Request"},{key:"state",title:"State",text:!0},{key:"prompt",title:"Prompt",text:!0},{key:"prompt_tokens",title:"Prompt tokens",short:"\
In"},{key:"cached_tokens",title:"Tokens taken from the prefix cache",short:"Cached"},{key:"output_tokens",title:"Output tokens",short:"Out"},{key:"queue",title:"\
Time in the queue",short:"Queue"},{key:"ttft",title:"TTFT, submit to first token",short:"TTFT"},{key:"tpot",title:"TPOT, time per output token",short:"TPOT"},{key:"\
e2el",title:"E2EL, submit to last token",short:"E2EL"},{key:"preemptions",title:"Preemptions",short:"Preempt."}];function Di(e,t,n){let l=n?-1:1,s=i=>i==null;return[
...e].sort((i,r)=>{let[c,p]=[i[t],r[t]];if(s(c)||s(p))return s(c)-s(p)||r.id-i.id;let u=typeof c=="string"?c.localeCompare(p):c-p;return l*u||r.id-i.id})}function Oi(e,t){
let n=dl.find(l=>l.key===t)?.text??!1;return{sort:t,descending:e.sort===t?!e.descending:!n}}var Cc=new Set(["waiting","running"]);function Dc(e){let t=e.reason&&e.reason!==e.state?` (${e.reason})`:"";return[e.answers>1?`r${e.id} ×${e.answers}`:`r${e.id}`,
`${e.state}${t}`,e.prompt,ae(e.prompt_tokens),ae(e.cached_tokens),ae(e.output_tokens),Ee(e.queue,"–"),Ee(e.ttft,"–"),Ee(e.tpot,"–"),Ee(e.e2el,"–"),ae(e.
preemptions)]}function Ri(e){let{model:t,scope:n,view:l,kernel:s}=e,i=k("span.nbs-note"),r=k("span.nbs-notice",{role:"status"}),c=async y=>{let T=await s.ask(y,
x=>X(r,x?Bn:""));X(r,T.ok?"":T.error??"That did not work.")},p=dl.map(({key:y,title:T,short:x})=>{let O=k("button",{type:"button",title:T,onclick:()=>l.set(Oi(l.
get(),y))},x??T);return k(`th.nbs-${y}`,{scope:"col"},O)}),u=k("tbody"),d=k("p.nbs-none",{},"No request yet."),m=k("table",{},k("thead",{},k("tr",{},p,k("th",{scope:"\
col"},k("span.nbs-unseen",{},"Action")))),u),b=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Table of requests"},m),S=new Map,M=y=>{let T=dl.map(
({key:G,text:N})=>k(`td.nbs-${G}${N?"":".nbs-number"}`)),x=k("button.nbs-link",{type:"button","aria-label":`Open request ${y}`,onclick:()=>E(y)});T[0].append(x);
let O=k("button",{type:"button","aria-label":`Cancel request ${y}`,onclick:()=>c({do:"cancel",request:y})},"Cancel"),D=k("tr",{},T,k("td",{},O));return D.addEventListener(
"click",G=>{!G.target.closest("button")&&!getSelection()?.toString()&&E(y)}),{line:D,cells:T,open:x,cancel:O}},E=y=>{let T=t.get("detail")?.id===y;c({do:T?"clos\
e":"open",request:y}),T||l.set({selected:y})},$=()=>{let{rows:y=[],more:T=0}=t.get("requests")??{},{sort:x,descending:O,selected:D}=l.get(),G=pl(t.get("now"))!==
null,N=t.get("detail")?.id??null;p.forEach((q,B)=>wt(q,"aria-sort",dl[B].key===x?O?"descending":"ascending":null));let I=Di(y,x,O).map(q=>{S.has(q.id)||S.set(q.
id,M(q.id));let{line:B,cells:U,open:H,cancel:ne}=S.get(q.id);return Dc(q).forEach((j,Le)=>X(Le?U[Le]:H,j)),wt(H,"aria-expanded",String(q.id===N)),wt(U[0],"title",
`submitted at ${Zt(q.submitted)}`),wt(U[1],"title",q.reason),wt(U[2],"title",q.prompt),B.dataset.state=q.state,B.classList.toggle("nbs-chosen",q.id===N||q.id===
D),ne.hidden=!Cc.has(q.state)||G,B});Rl(u,I);let C=new Set(y.map(({id:q})=>q));for(let q of S.keys())C.has(q)||S.delete(q);d.hidden=y.length>0,m.hidden=y.length===
0,X(i,T?`the newest ${ae(y.length)}, ${Pe(T,"older one")} not shown`:y.length?Pe(y.length,"request"):"")};n.bind("requests",$),n.on("change:detail",$);let P=null;
return n.on("change:now",()=>{let y=pl(t.get("now"));y!==P&&$(),P=y}),l.bind($),Ft("requests","Requests","Every request, newest first. TTFT includes the time in\
 the queue. Open one to see its texts, and when each of its tokens came.",i,r,d,b,Ci(e,()=>c({do:"close"})))}var Oc="uplot",Rc="u-hz",Nc="u-vt",Fc="u-title",Bc="u-wrap",Vc="u-under",qc="u-over",Wc="u-axis",mn="u-off",zc="u-select",Hc="u-cursor-x",Ic="u-cursor-y",Uc="u-\
cursor-pt",jc="u-legend",Gc="u-live",Yc="u-inline",Kc="u-series",Jc="u-marker",Ni="u-label",Zc="u-value",gl="width",bl="height";var Fi="bottom",Un="left",Fs="right",eo="#000",Bi=eo+"0",Bs="mousemove",Vi="mousedown",Vs="mouseup",qi="mouseenter",Wi="mouseleave",zi="dblclick",Qc="resize",Xc="\
scroll",Hi="change",Gl="dppxchange",to="--",Qn=typeof window<"u",Is=Qn?document:null,Gn=Qn?window:null,eu=Qn?navigator:null,de,Hl;function Us(){let e=devicePixelRatio;
de!=e&&(de=e,Hl&&Gs(Hi,Hl,Us),Hl=matchMedia(`(min-resolution: ${de-.001}dppx) and (max-resolution: ${de+.001}dppx)`),gn(Hi,Hl,Us),Gn.dispatchEvent(new CustomEvent(
Gl)))}function at(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function js(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function _e(e,t,n){
e.style[t]=n+"px"}function Et(e,t,n,l){let s=Is.createElement(e);return t!=null&&at(s,t),n?.insertBefore(s,l),s}function yt(e,t){return Et("div",e,t)}var Ii=new WeakMap;
function Bt(e,t,n,l,s){let i="translate("+t+"px,"+n+"px)",r=Ii.get(e);i!=r&&(e.style.transform=i,Ii.set(e,i),t<0||n<0||t>l||n>s?at(e,mn):js(e,mn))}var Ui=new WeakMap;
function ji(e,t,n){let l=t+n,s=Ui.get(e);l!=s&&(Ui.set(e,l),e.style.background=t,e.style.borderColor=n)}var Gi=new WeakMap;function Yi(e,t,n,l){let s=t+""+n,i=Gi.
get(e);s!=i&&(Gi.set(e,s),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-n/2+"px":0)}var no={passive:!0},tu={...no,
capture:!0};function gn(e,t,n,l){t.addEventListener(e,n,l?tu:no)}function Gs(e,t,n,l){t.removeEventListener(e,n,no)}Qn&&Us();function At(e,t,n,l){let s;n=n||0,l=
l||t.length-1;let i=l<=2147483647;for(;l-n>1;)s=i?n+l>>1:ct((n+l)/2),t[s]<e?n=s:l=s;return e-t[n]<=t[l]-e?n:l}function xr(e){return(n,l,s)=>{let i=-1,r=-1;for(let c=l;c<=
s;c++)if(e(n[c])){i=c;break}for(let c=s;c>=l;c--)if(e(n[c])){r=c;break}return[i,r]}}var Tr=e=>e!=null,vr=e=>e!=null&&e>0,Jl=xr(Tr),nu=xr(vr);function lu(e,t,n,l=0,s=!1){
let i=s?nu:Jl,r=s?vr:Tr;[t,n]=i(e,t,n);let c=e[t],p=e[t];if(t>-1)if(l==1)c=e[t],p=e[n];else if(l==-1)c=e[n],p=e[t];else for(let u=t;u<=n;u++){let d=e[u];r(d)&&(d<
c?c=d:d>p&&(p=d))}return[c??we,p??-we]}function Zl(e,t,n,l){let s=Zi(e),i=Zi(t);e==t&&(s==-1?(e*=n,t/=n):(e/=n,t*=n));let r=n==10?zt:_r,c=s==1?ct:St,p=i==1?St:ct,
u=c(r(Be(e))),d=p(r(Be(t))),m=Yn(n,u),b=Yn(n,d);return n==10&&(u<0&&(m=ke(m,-u)),d<0&&(b=ke(b,-d))),l||n==2?(e=m*s,t=b*i):(e=$r(e,m),t=Ql(t,b)),[e,t]}function lo(e,t,n,l){
let s=Zl(e,t,n,l);return e==0&&(s[0]=0),t==0&&(s[1]=0),s}var so=.1,Ki={mode:3,pad:so},kl={pad:0,soft:null,mode:0},su={min:kl,max:kl};function Yl(e,t,n,l){return Xl(
n)?Ji(e,t,n):(kl.pad=n,kl.soft=l?0:null,kl.mode=l?3:0,Ji(e,t,su))}function ue(e,t){return e??t}function ou(e,t,n){for(t=ue(t,0),n=ue(n,e.length-1);t<=n;){if(e[t]!=
null)return!0;t++}return!1}function Ji(e,t,n){let l=n.min,s=n.max,i=ue(l.pad,0),r=ue(s.pad,0),c=ue(l.hard,-we),p=ue(s.hard,we),u=ue(l.soft,we),d=ue(s.soft,-we),
m=ue(l.mode,0),b=ue(s.mode,0),S=t-e,M=zt(S),E=Xe(Be(e),Be(t)),$=zt(E),P=Be($-M);(S<1e-24||P>10)&&(S=0,(e==0||t==0)&&(S=1e-24,m==2&&u!=we&&(i=0),b==2&&d!=-we&&(r=
0)));let y=S||E||1e3,T=zt(y),x=Yn(10,ct(T)),O=y*(S==0?e==0?.1:1:i),D=ke($r(e-O,x/10),24),G=e>=u&&(m==1||m==3&&D<=u||m==2&&D>=u)?u:we,N=Xe(c,D<G&&e>=G?G:$t(G,D)),
W=y*(S==0?t==0?.1:1:r),I=ke(Ql(t+W,x/10),24),C=t<=d&&(b==1||b==3&&I>=d||b==2&&I<=d)?d:-we,q=$t(p,I>C&&t<=C?C:Xe(C,I));return N==q&&N==0&&(q=100),[N,q]}var iu=new Intl.
NumberFormat(Qn?eu.language:"en-US"),oo=e=>iu.format(e),ut=Math,jl=ut.PI,Be=ut.abs,ct=ut.floor,Fe=ut.round,St=ut.ceil,$t=ut.min,Xe=ut.max,Yn=ut.pow,Zi=ut.sign,zt=ut.
log10,_r=ut.log2,ru=(e,t=1)=>ut.sinh(e)*t,qs=(e,t=1)=>ut.asinh(e/t),we=1/0;function Qi(e){return(zt((e^e>>31)-(e>>31))|0)+1}function Ys(e,t,n){return $t(Xe(e,t),
n)}function Mr(e){return typeof e=="function"}function se(e){return Mr(e)?e:()=>e}var au=()=>{},Er=e=>e,Ar=(e,t)=>t,cu=e=>null,Xi=e=>!0,er=(e,t)=>e==t,uu=/\.\d*?(?=9{6,}|0{6,})/gm,
bn=e=>{if(Lr(e)||Xt.has(e))return e;let t=`${e}`,n=t.match(uu);if(n==null)return e;let l=n[0].length-1;if(t.indexOf("e-")!=-1){let[s,i]=t.split("e");return+`${bn(
s)}e${i}`}return ke(e,l)};function hn(e,t){return bn(ke(bn(e/t))*t)}function Ql(e,t){return bn(St(bn(e/t))*t)}function $r(e,t){return bn(ct(bn(e/t))*t)}function ke(e,t=0){
if(Lr(e))return e;let n=10**t,l=e*n*(1+Number.EPSILON);return Fe(l)/n}var Xt=new Map;function Pr(e){return((""+e).split(".")[1]||"").length}function Sl(e,t,n,l){
let s=[],i=l.map(Pr);for(let r=t;r<n;r++){let c=Be(r),p=ke(Yn(e,r),c);for(let u=0;u<l.length;u++){let d=e==10?+`${l[u]}e${r}`:l[u]*p,m=(r>=0?0:c)+(r>=i[u]?0:i[u]),
b=e==10?d:ke(d,m);s.push(b),Xt.set(b,m)}}return s}var yl={},io=[],Kn=[null,null],Qt=Array.isArray,Lr=Number.isInteger,fu=e=>e===void 0;function tr(e){return typeof e==
"string"}function Xl(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function pu(e){return e!=null&&typeof e=="object"}var hu=Object.getPrototypeOf(
Uint8Array),Cr="__proto__";function Jn(e,t=Xl){let n;if(Qt(e)){let l=e.find(s=>s!=null);if(Qt(l)||t(l)){n=Array(e.length);for(let s=0;s<e.length;s++)n[s]=Jn(e[s],
t)}else n=e.slice()}else if(e instanceof hu)n=e.slice();else if(t(e)){n={};for(let l in e)l!=Cr&&(n[l]=Jn(e[l],t))}else n=e;return n}function De(e){let t=arguments;
for(let n=1;n<t.length;n++){let l=t[n];for(let s in l)s!=Cr&&(Xl(e[s])?De(e[s],Jn(l[s])):e[s]=Jn(l[s]))}return e}var du=0,mu=1,gu=2;function bu(e,t,n){for(let l=0,
s,i=-1;l<t.length;l++){let r=t[l];if(r>i){for(s=r-1;s>=0&&e[s]==null;)e[s--]=null;for(s=r+1;s<n&&e[s]==null;)e[i=s++]=null}}}function wu(e,t){if(Su(e)){let r=e[0].
slice();for(let c=1;c<e.length;c++)r.push(...e[c].slice(1));return xu(r[0])||(r=yu(r)),r}let n=new Set;for(let r=0;r<e.length;r++){let p=e[r][0],u=p.length;for(let d=0;d<
u;d++)n.add(p[d])}let l=[Array.from(n).sort((r,c)=>r-c)],s=l[0].length,i=new Map;for(let r=0;r<s;r++)i.set(l[0][r],r);for(let r=0;r<e.length;r++){let c=e[r],p=c[0];
for(let u=1;u<c.length;u++){let d=c[u],m=Array(s).fill(void 0),b=t?t[r][u]:mu,S=[];for(let M=0;M<d.length;M++){let E=d[M],$=i.get(p[M]);E===null?b!=du&&(m[$]=E,
b==gu&&S.push($)):m[$]=E}bu(m,S,s),l.push(m)}}return l}var ku=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function yu(e){let t=e[0],n=t.
length,l=Array(n);for(let i=0;i<l.length;i++)l[i]=i;l.sort((i,r)=>t[i]-t[r]);let s=[];for(let i=0;i<e.length;i++){let r=e[i],c=Array(n);for(let p=0;p<n;p++)c[p]=
r[l[p]];s.push(c)}return s}function Su(e){let t=e[0][0],n=t.length;for(let l=1;l<e.length;l++){let s=e[l][0];if(s.length!=n)return!1;if(s!=t){for(let i=0;i<n;i++)
if(s[i]!=t[i])return!1}}return!0}function xu(e,t=100){let n=e.length;if(n<=1)return!0;let l=0,s=n-1;for(;l<=s&&e[l]==null;)l++;for(;s>=l&&e[s]==null;)s--;if(s<=
l)return!0;let i=Xe(1,ct((s-l+1)/t));for(let r=e[l],c=l+i;c<=s;c+=i){let p=e[c];if(p!=null){if(p<=r)return!1;r=p}}return!0}var Dr=["January","February","March",
"April","May","June","July","August","September","October","November","December"],Or=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Rr(e){
return e.slice(0,3)}var Tu=Or.map(Rr),vu=Dr.map(Rr),_u={MMMM:Dr,MMM:vu,WWWW:Or,WWW:Tu};function ml(e){return(e<10?"0":"")+e}function Mu(e){return(e<10?"00":e<100?
"0":"")+e}var Eu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>ml(e.getMonth()+
1),M:e=>e.getMonth()+1,DD:e=>ml(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>ml(e.getHours()),H:e=>e.getHours(),
h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>ml(e.
getMinutes()),m:e=>e.getMinutes(),ss:e=>ml(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Mu(e.getMilliseconds())};function ro(e,t){t=t||_u;let n=[],l=/\{([a-z]+)\}|[^{]+/gi,
s;for(;s=l.exec(e);)n.push(s[0][0]=="{"?Eu[s[1]]:s[0]);return i=>{let r="";for(let c=0;c<n.length;c++)r+=typeof n[c]=="string"?n[c]:n[c](i,t);return r}}var Au=new Intl.
DateTimeFormat().resolvedOptions().timeZone;function $u(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==Au?n=e:(n=new Date(
e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Nr=e=>e%1==0,Kl=[1,2,2.5,5],Pu=Sl(10,-32,0,Kl),Fr=Sl(10,0,32,Kl),Lu=Fr.filter(
Nr),dn=Pu.concat(Fr),ao=`
`,Br="{YYYY}",nr=ao+Br,Vr="{M}/{D}",wl=ao+Vr,Il=wl+"/{YY}",qr="{aa}",Cu="{h}:{mm}",jn=Cu+qr,lr=ao+jn,sr=":{ss}",me=null;function Wr(e){let t=e*1e3,n=t*60,l=n*60,
s=l*24,i=s*30,r=s*365,p=(e==1?Sl(10,0,3,Kl).filter(Nr):Sl(10,-3,0,Kl)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,l,l*2,l*3,l*4,l*6,l*8,l*12,s,s*2,s*3,s*
4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,i,i*2,i*3,i*4,i*6,r,r*2,r*5,r*10,r*25,r*50,r*100]),u=[[r,Br,me,me,me,me,me,me,1],[s*28,"{MMM}",nr,me,me,me,me,me,1],[s,Vr,nr,me,
me,me,me,me,1],[l,"{h}"+qr,Il,me,wl,me,me,me,1],[n,jn,Il,me,wl,me,me,me,1],[t,sr,Il+" "+jn,me,wl+" "+jn,me,lr,me,1],[e,sr+".{fff}",Il+" "+jn,me,wl+" "+jn,me,lr,
me,1]];function d(m){return(b,S,M,E,$,P)=>{let y=[],T=$>=r,x=$>=i&&$<r,O=m(M),D=ke(O*e,3),G=Ws(O.getFullYear(),T?0:O.getMonth(),x||T?1:O.getDate()),N=ke(G*e,3);
if(x||T){let W=x?$/i:0,I=T?$/r:0,C=D==N?D:ke(Ws(G.getFullYear()+I,G.getMonth()+W,1)*e,3),q=new Date(Fe(C/e)),B=q.getFullYear(),U=q.getMonth();for(let H=0;C<=E;H++){
let ne=Ws(B+I*H,U+W*H,1),j=ne-m(ke(ne*e,3));C=ke((+ne+j)*e,3),C<=E&&y.push(C)}}else{let W=$>=s?s:$,I=ct(M)-ct(D),C=N+I+Ql(D-N,W);y.push(C);let q=m(C),B=q.getHours()+
q.getMinutes()/n+q.getSeconds()/l,U=$/l,H=b.axes[S]._space,ne=P/H;for(;C=ke(C+$,e==1?0:3),!(C>E);)if(U>1){let j=ct(ke(B+U,6))%24,oe=m(C).getHours()-j;oe>1&&(oe=
-1),C-=oe*l,B=(B+U)%24;let fe=y[y.length-1];ke((C-fe)/$,3)*ne>=.7&&y.push(C)}else y.push(C)}return y}}return[p,u,d]}var[Du,Ou,Ru]=Wr(1),[Nu,Fu,Bu]=Wr(.001);Sl(2,
-53,53,[1]);function or(e,t){return e.map(n=>n.map((l,s)=>s==0||s==8||l==null?l:t(s==1||n[8]==0?l:n[1]+l)))}function ir(e,t){return(n,l,s,i,r)=>{let c=t.find(M=>r>=
M[0])||t[t.length-1],p,u,d,m,b,S;return l.map(M=>{let E=e(M),$=E.getFullYear(),P=E.getMonth(),y=E.getDate(),T=E.getHours(),x=E.getMinutes(),O=E.getSeconds(),D=$!=
p&&c[2]||P!=u&&c[3]||y!=d&&c[4]||T!=m&&c[5]||x!=b&&c[6]||O!=S&&c[7]||c[1];return p=$,u=P,d=y,m=T,b=x,S=O,D(E)})}}function Vu(e,t){let n=ro(t);return(l,s,i,r,c)=>s.
map(p=>n(e(p)))}function Ws(e,t,n){return new Date(e,t,n)}function rr(e,t){return t(e)}var qu="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function ar(e,t){return(n,l,s,i)=>i==
null?to:t(e(l))}function Wu(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function zu(e,t){return e.series[t].fill(
e,t)}var Hu={show:!0,live:!0,isolate:!1,mount:au,markers:{show:!0,width:2,stroke:Wu,fill:zu,dash:"solid"},idx:null,idxs:null,values:[]};function Iu(e,t){let n=e.
cursor.points,l=yt(),s=n.size(e,t);_e(l,gl,s),_e(l,bl,s);let i=s/-2;_e(l,"marginLeft",i),_e(l,"marginTop",i);let r=n.width(e,t,s);return r&&_e(l,"borderWidth",r),
l}function Uu(e,t){let n=e.series[t].points;return n._fill||n._stroke}function ju(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Gu(e,t){return e.
series[t].points.size}var zs=[0,0];function Yu(e,t,n){return zs[0]=t,zs[1]=n,zs}function Ul(e,t,n,l=!0){return s=>{s.button==0&&(!l||s.target==t)&&n(s)}}function Hs(e,t,n,l=!0){
return s=>{(!l||s.target==t)&&n(s)}}var Ku={show:!0,x:!0,y:!0,lock:!1,move:Yu,points:{one:!1,show:Iu,size:Gu,width:0,stroke:ju,fill:Uu},bind:{mousedown:Ul,mouseup:Ul,
click:Ul,dblclick:Ul,mousemove:Hs,mouseleave:Hs,mouseenter:Hs},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},
_x:!1,_y:!1},focus:{dist:(e,t,n,l,s)=>l-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},zr={
show:!0,stroke:"rgba(0,0,0,0.07)",width:2},co=De({},zr,{filter:Ar}),Hr=De({},co,{size:10}),Ir=De({},zr,{show:!1}),uo='12px system-ui, -apple-system, "Segoe UI",\
 Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Ur="bold "+uo,jr=1.5,cr={
show:!0,scale:"x",stroke:eo,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Ur,side:2,grid:co,ticks:Hr,border:Ir,font:uo,lineGap:jr,rotate:0},
Ju="Value",Zu="Time",ur={show:!0,scale:"x",auto:!1,sorted:1,min:we,max:-we,idxs:[]};function Qu(e,t,n,l,s){return t.map(i=>i==null?"":oo(i))}function Xu(e,t,n,l,s,i,r){
let c=[],p=Xt.get(s)||0;n=r?n:ke(Ql(n,s),p);for(let u=n;u<=l;u=ke(u+s,p))c.push(Object.is(u,-0)?0:u);return c}function Ks(e,t,n,l,s,i,r){let c=[],p=e.scales[e.axes[t].
scale].log,u=p==10?zt:_r,d=ct(u(n));s=Yn(p,d),p==10&&(s=dn[At(s,dn)]);let m=n,b=s*p;p==10&&(b=dn[At(b,dn)]);do c.push(m),m=m+s,p==10&&!Xt.has(m)&&(m=ke(m,Xt.get(
s))),m>=b&&(s=m,b=s*p,p==10&&(b=dn[At(b,dn)]));while(m<=l);return c}function ef(e,t,n,l,s,i,r){let p=e.scales[e.axes[t].scale].asinh,u=l>p?Ks(e,t,Xe(p,n),l,s):[
p],d=l>=0&&n<=0?[0]:[];return(n<-p?Ks(e,t,Xe(p,-l),-n,s):[p]).reverse().map(b=>-b).concat(d,u)}var Gr=/./,tf=/[12357]/,nf=/[125]/,fr=/1/,Js=(e,t,n,l)=>e.map((s,i)=>t==
4&&s==0||i%l==0&&n.test(s.toExponential()[s<0?1:0])?s:null);function lf(e,t,n,l,s){let i=e.axes[n],r=i.scale,c=e.scales[r],p=e.valToPos,u=i._space,d=p(10,r),m=p(
9,r)-d>=u?Gr:p(7,r)-d>=u?tf:p(5,r)-d>=u?nf:fr;if(m==fr){let b=Be(p(1,r)-d);if(b<u)return Js(t.slice().reverse(),c.distr,m,St(u/b)).reverse()}return Js(t,c.distr,
m,1)}function sf(e,t,n,l,s){let i=e.axes[n],r=i.scale,c=i._space,p=e.valToPos,u=Be(p(1,r)-p(2,r));return u<c?Js(t.slice().reverse(),3,Gr,St(c/u)).reverse():t}function of(e,t,n,l){
return l==null?to:t==null?"":oo(t)}var pr={show:!0,scale:"y",stroke:eo,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Ur,side:3,grid:co,ticks:Hr,
border:Ir,font:uo,lineGap:jr,rotate:0};function rf(e,t){let n=3+(e||1)*2;return ke(n*t,3)}function af(e,t){let{scale:n,idxs:l}=e.series[0],s=e._data[0],i=e.valToPos(
s[l[0]],n,!0),r=e.valToPos(s[l[1]],n,!0),c=Be(r-i),p=e.series[t],u=c/(p.points.space*de);return l[1]-l[0]<=u}var hr={scale:null,auto:!0,sorted:0,min:we,max:-we},
Yr=(e,t,n,l,s)=>s,dr={show:!0,auto:!0,sorted:0,gaps:Yr,alpha:1,facets:[De({},hr,{scale:"x"}),De({},hr,{scale:"y"})]},mr={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,
gaps:Yr,alpha:1,points:{show:af,filter:null},values:null,min:we,max:-we,idxs:[],path:null,clip:null};function cf(e,t,n,l,s){return n/10}var Kr={time:!0,auto:!0,
distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},uf=De({},Kr,{time:!1,ori:1}),gr={};function Jr(e,t){let n=gr[e];return n||(n={key:e,plots:[],sub(l){n.plots.
push(l)},unsub(l){n.plots=n.plots.filter(s=>s!=l)},pub(l,s,i,r,c,p,u){for(let d=0;d<n.plots.length;d++)n.plots[d]!=s&&n.plots[d].pub(l,s,i,r,c,p,u)}},e!=null&&(gr[e]=
n)),n}var Zn=1,Zs=2;function wn(e,t,n){let l=e.mode,s=e.series[t],i=l==2?e._data[t]:e._data,r=e.scales,c=e.bbox,p=i[0],u=l==2?i[1]:i[t],d=l==2?r[s.facets[0].scale]:
r[e.series[0].scale],m=l==2?r[s.facets[1].scale]:r[s.scale],b=c.left,S=c.top,M=c.width,E=c.height,$=e.valToPosH,P=e.valToPosV;return d.ori==0?n(s,p,u,d,m,$,P,b,
S,M,E,ts,Xn,ls,Qr,ea):n(s,p,u,d,m,P,$,S,b,E,M,ns,el,ho,Xr,ta)}function fo(e,t){let n=0,l=0,s=ue(e.bands,io);for(let i=0;i<s.length;i++){let r=s[i];r.series[0]==
t?n=r.dir:r.series[1]==t&&(r.dir==1?l|=1:l|=2)}return[n,l==1?-1:l==2?1:l==3?2:0]}function ff(e,t,n,l,s){let i=e.mode,r=e.series[t],c=i==2?r.facets[1].scale:r.scale,
p=e.scales[c];return s==-1?p.min:s==1?p.max:p.distr==3?p.dir==1?p.min:p.max:0}function Ht(e,t,n,l,s,i){return wn(e,t,(r,c,p,u,d,m,b,S,M,E,$)=>{let P=r.pxRound,y=u.
dir*(u.ori==0?1:-1),T=u.ori==0?Xn:el,x,O;y==1?(x=n,O=l):(x=l,O=n);let D=P(m(c[x],u,E,S)),G=P(b(p[x],d,$,M)),N=P(m(c[O],u,E,S)),W=P(b(i==1?d.max:d.min,d,$,M)),I=new Path2D(
s);return T(I,N,W),T(I,D,W),T(I,D,G),I})}function es(e,t,n,l,s,i){let r=null;if(e.length>0){r=new Path2D;let c=t==0?ls:ho,p=n;for(let m=0;m<e.length;m++){let b=e[m];
if(b[1]>b[0]){let S=b[0]-p;S>0&&c(r,p,l,S,l+i),p=b[1]}}let u=n+s-p,d=10;u>0&&c(r,p,l-d/2,u,l+i+d)}return r}function pf(e,t,n){let l=e[e.length-1];l&&l[0]==t?l[1]=
n:e.push([t,n])}function po(e,t,n,l,s,i,r){let c=[],p=e.length;for(let u=s==1?n:l;u>=n&&u<=l;u+=s)if(t[u]===null){let m=u,b=u;if(s==1)for(;++u<=l&&t[u]===null;)
b=u;else for(;--u>=n&&t[u]===null;)b=u;let S=i(e[m]),M=b==m?S:i(e[b]),E=m-s;S=r<=0&&E>=0&&E<p?i(e[E]):S;let P=b+s;M=r>=0&&P>=0&&P<p?i(e[P]):M,M>=S&&c.push([S,M])}
return c}function br(e){return e==0?Er:e==1?Fe:t=>hn(t,e)}function Zr(e){let t=e==0?ts:ns,n=e==0?(s,i,r,c,p,u)=>{s.arcTo(i,r,c,p,u)}:(s,i,r,c,p,u)=>{s.arcTo(r,i,
p,c,u)},l=e==0?(s,i,r,c,p)=>{s.rect(i,r,c,p)}:(s,i,r,c,p)=>{s.rect(r,i,p,c)};return(s,i,r,c,p,u=0,d=0)=>{u==0&&d==0?l(s,i,r,c,p):(u=$t(u,c/2,p/2),d=$t(d,c/2,p/2),
t(s,i+u,r),n(s,i+c,r,i+c,r+p,u),n(s,i+c,r+p,i,r+p,d),n(s,i,r+p,i,r,d),n(s,i,r,i+c,r,u),s.closePath())}}var ts=(e,t,n)=>{e.moveTo(t,n)},ns=(e,t,n)=>{e.moveTo(n,t)},
Xn=(e,t,n)=>{e.lineTo(t,n)},el=(e,t,n)=>{e.lineTo(n,t)},ls=Zr(0),ho=Zr(1),Qr=(e,t,n,l,s,i)=>{e.arc(t,n,l,s,i)},Xr=(e,t,n,l,s,i)=>{e.arc(n,t,l,s,i)},ea=(e,t,n,l,s,i,r)=>{
e.bezierCurveTo(t,n,l,s,i,r)},ta=(e,t,n,l,s,i,r)=>{e.bezierCurveTo(n,t,s,l,r,i)};function na(e){return(t,n,l,s,i)=>wn(t,n,(r,c,p,u,d,m,b,S,M,E,$)=>{let{pxRound:P,
points:y}=r,T,x;u.ori==0?(T=ts,x=Qr):(T=ns,x=Xr);let O=ke(y.width*de,3),D=(y.size-y.width)/2*de,G=ke(D*2,3),N=new Path2D,W=new Path2D,{left:I,top:C,width:q,height:B}=t.
bbox;ls(W,I-G,C-G,q+G*2,B+G*2);let U=H=>{if(p[H]!=null){let ne=P(m(c[H],u,E,S)),j=P(b(p[H],d,$,M));T(N,ne+D,j),x(N,ne,j,D,0,jl*2)}};if(i)i.forEach(U);else for(let H=l;H<=
s;H++)U(H);return{stroke:O>0?N:null,fill:N,clip:W,flags:Zn|Zs}})}function la(e){return(t,n,l,s,i,r)=>{l!=s&&(i!=l&&r!=l&&e(t,n,l),i!=s&&r!=s&&e(t,n,s),e(t,n,r))}}
var hf=la(Xn),df=la(el);function sa(e){let t=ue(e?.alignGaps,0);return(n,l,s,i)=>wn(n,l,(r,c,p,u,d,m,b,S,M,E,$)=>{[s,i]=Jl(p,s,i);let P=r.pxRound,y=B=>P(m(B,u,E,
S)),T=B=>P(b(B,d,$,M)),x,O;u.ori==0?(x=Xn,O=hf):(x=el,O=df);let D=u.dir*(u.ori==0?1:-1),G={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},N=G.
stroke,W=!1;if(i-s>=E*4){let B=_=>n.posToVal(_,u.key,!0),U=null,H=null,ne,j,Le,be=y(c[D==1?s:i]),oe=y(c[s]),fe=y(c[i]),ee=B(D==1?oe+1:fe-1);for(let _=D==1?s:i;_>=
s&&_<=i;_+=D){let K=c[_],re=(D==1?K<ee:K>ee)?be:y(K),Q=p[_];re==be?Q!=null?(j=Q,U==null?(x(N,re,T(j)),ne=U=H=j):j<U?U=j:j>H&&(H=j)):Q===null&&(W=!0):(U!=null&&O(
N,be,T(U),T(H),T(ne),T(j)),Q!=null?(j=Q,x(N,re,T(j)),U=H=ne=j):(U=H=null,Q===null&&(W=!0)),be=re,ee=B(be+D))}U!=null&&U!=H&&Le!=be&&O(N,be,T(U),T(H),T(ne),T(j))}else
for(let B=D==1?s:i;B>=s&&B<=i;B+=D){let U=p[B];U===null?W=!0:U!=null&&x(N,y(c[B]),T(U))}let[C,q]=fo(n,l);if(r.fill!=null||C!=0){let B=G.fill=new Path2D(N),U=r.fillTo(
n,l,r.min,r.max,C),H=T(U),ne=y(c[s]),j=y(c[i]);D==-1&&([j,ne]=[ne,j]),x(B,j,H),x(B,ne,H)}if(!r.spanGaps){let B=[];W&&B.push(...po(c,p,s,i,D,y,t)),G.gaps=B=r.gaps(
n,l,s,i,B),G.clip=es(B,u.ori,S,M,E,$)}return q!=0&&(G.band=q==2?[Ht(n,l,s,i,N,-1),Ht(n,l,s,i,N,1)]:Ht(n,l,s,i,N,q)),G})}function mf(e){let t=ue(e.align,1),n=ue(
e.ascDesc,!1),l=ue(e.alignGaps,0),s=ue(e.extend,!1);return(i,r,c,p)=>wn(i,r,(u,d,m,b,S,M,E,$,P,y,T)=>{[c,p]=Jl(m,c,p);let x=u.pxRound,{left:O,width:D}=i.bbox,G=oe=>x(
M(oe,b,y,$)),N=oe=>x(E(oe,S,T,P)),W=b.ori==0?Xn:el,I={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},C=I.stroke,q=b.dir*(b.ori==0?1:-1),B=N(
m[q==1?c:p]),U=G(d[q==1?c:p]),H=U,ne=U;s&&t==-1&&(ne=O,W(C,ne,B)),W(C,U,B);for(let oe=q==1?c:p;oe>=c&&oe<=p;oe+=q){let fe=m[oe];if(fe==null)continue;let ee=G(d[oe]),
_=N(fe);t==1?W(C,ee,B):W(C,H,_),W(C,ee,_),B=_,H=ee}let j=H;s&&t==1&&(j=O+D,W(C,j,B));let[Le,be]=fo(i,r);if(u.fill!=null||Le!=0){let oe=I.fill=new Path2D(C),fe=u.
fillTo(i,r,u.min,u.max,Le),ee=N(fe);W(oe,j,ee),W(oe,ne,ee)}if(!u.spanGaps){let oe=[];oe.push(...po(d,m,c,p,q,G,l));let fe=u.width*de/2,ee=n||t==1?fe:-fe,_=n||t==
-1?-fe:fe;oe.forEach(K=>{K[0]+=ee,K[1]+=_}),I.gaps=oe=u.gaps(i,r,c,p,oe),I.clip=es(oe,b.ori,$,P,y,T)}return be!=0&&(I.band=be==2?[Ht(i,r,c,p,C,-1),Ht(i,r,c,p,C,
1)]:Ht(i,r,c,p,C,be)),I})}function wr(e,t,n,l,s,i,r=we){if(e.length>1){let c=null;for(let p=0,u=1/0;p<e.length;p++)if(t[p]!==void 0){if(c!=null){let d=Be(e[p]-e[c]);
d<u&&(u=d,r=Be(n(e[p],l,s,i)-n(e[c],l,s,i)))}c=p}}return r}function gf(e){e=e||yl;let t=ue(e.size,[.6,we,1]),n=e.align||0,l=e.gap||0,s=e.radius;s=s==null?[0,0]:
typeof s=="number"?[s,0]:s;let i=se(s),r=1-t[0],c=ue(t[1],we),p=ue(t[2],1),u=ue(e.disp,yl),d=ue(e.each,S=>{}),{fill:m,stroke:b}=u;return(S,M,E,$)=>wn(S,M,(P,y,T,x,O,D,G,N,W,I,C)=>{
let q=P.pxRound,B=n,U=l*de,H=c*de,ne=p*de,j,Le;x.ori==0?[j,Le]=i(S,M):[Le,j]=i(S,M);let be=x.dir*(x.ori==0?1:-1),oe=x.ori==0?ls:ho,fe=x.ori==0?d:(V,ye,Ne,xn,nn,Pt,ln)=>{
d(V,ye,Ne,nn,xn,ln,Pt)},ee=ue(S.bands,io).find(V=>V.series[0]==M),_=ee!=null?ee.dir:0,K=P.fillTo(S,M,P.min,P.max,_),ie=q(G(K,O,C,W)),re,Q,Oe,Re=I,pe=q(P.width*de),
et=!1,ft=null,pt=null,It=null,kn=null;m!=null&&(pe==0||b!=null)&&(et=!0,ft=m.values(S,M,E,$),pt=new Map,new Set(ft).forEach(V=>{V!=null&&pt.set(V,new Path2D)}),
pe>0&&(It=b.values(S,M,E,$),kn=new Map,new Set(It).forEach(V=>{V!=null&&kn.set(V,new Path2D)})));let{x0:yn,size:tl}=u;if(yn!=null&&tl!=null){B=1,y=yn.values(S,M,
E,$),yn.unit==2&&(y=y.map(Ne=>S.posToVal(N+Ne*I,x.key,!0)));let V=tl.values(S,M,E,$);tl.unit==2?Q=V[0]*I:Q=D(V[0],x,I,N)-D(0,x,I,N),Re=wr(y,T,D,x,I,N,Re),Oe=Re-
Q+U}else Re=wr(y,T,D,x,I,N,Re),Oe=Re*r+U,Q=Re-Oe;Oe<1&&(Oe=0),pe>=Q/2&&(pe=0),Oe<5&&(q=Er);let xl=Oe>0,en=Re-Oe-(xl?pe:0);Q=q(Ys(en,ne,H)),re=(B==0?Q/2:B==be?0:
Q)-B*be*((B==0?U/2:0)+(xl?pe/2:0));let Ke={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},Sn=et?null:new Path2D,Vt=null;if(ee!=null)Vt=S.data[ee.series[1]];else{
let{y0:V,y1:ye}=u;V!=null&&ye!=null&&(T=ye.values(S,M,E,$),Vt=V.values(S,M,E,$))}let tn=j*Q,te=Le*Q;for(let V=be==1?E:$;V>=E&&V<=$;V+=be){let ye=T[V];if(ye==null)
continue;if(Vt!=null){let tt=Vt[V]??0;if(ye-tt==0)continue;ie=G(tt,O,C,W)}let Ne=x.distr!=2||u!=null?y[V]:V,xn=D(Ne,x,I,N),nn=G(ue(ye,K),O,C,W),Pt=q(xn-re),ln=q(
Xe(nn,ie)),lt=q($t(nn,ie)),ht=ln-lt;if(ye!=null){let tt=ye<0?te:tn,xt=ye<0?tn:te;et?(pe>0&&It[V]!=null&&oe(kn.get(It[V]),Pt,lt+ct(pe/2),Q,Xe(0,ht-pe),tt,xt),ft[V]!=
null&&oe(pt.get(ft[V]),Pt,lt+ct(pe/2),Q,Xe(0,ht-pe),tt,xt)):oe(Sn,Pt,lt+ct(pe/2),Q,Xe(0,ht-pe),tt,xt),fe(S,M,V,Pt-pe/2,lt,Q+pe,ht)}}return pe>0?Ke.stroke=et?kn:
Sn:et||(Ke._fill=P.width==0?P._fill:P._stroke??P._fill,Ke.width=0),Ke.fill=et?pt:Sn,Ke})}function bf(e,t){let n=ue(t?.alignGaps,0);return(l,s,i,r)=>wn(l,s,(c,p,u,d,m,b,S,M,E,$,P)=>{
[i,r]=Jl(u,i,r);let y=c.pxRound,T=j=>y(b(j,d,$,M)),x=j=>y(S(j,m,P,E)),O,D,G;d.ori==0?(O=ts,G=Xn,D=ea):(O=ns,G=el,D=ta);let N=d.dir*(d.ori==0?1:-1),W=T(p[N==1?i:
r]),I=W,C=[],q=[];for(let j=N==1?i:r;j>=i&&j<=r;j+=N)if(u[j]!=null){let be=p[j],oe=T(be);C.push(I=oe),q.push(x(u[j]))}let B={stroke:e(C,q,O,G,D,y),fill:null,clip:null,
band:null,gaps:null,flags:Zn},U=B.stroke,[H,ne]=fo(l,s);if(c.fill!=null||H!=0){let j=B.fill=new Path2D(U),Le=c.fillTo(l,s,c.min,c.max,H),be=x(Le);G(j,I,be),G(j,
W,be)}if(!c.spanGaps){let j=[];j.push(...po(p,u,i,r,N,T,n)),B.gaps=j=c.gaps(l,s,i,r,j),B.clip=es(j,d.ori,M,E,$,P)}return ne!=0&&(B.band=ne==2?[Ht(l,s,i,r,U,-1),
Ht(l,s,i,r,U,1)]:Ht(l,s,i,r,U,ne)),B})}function wf(e){return bf(kf,e)}function kf(e,t,n,l,s,i){let r=e.length;if(r<2)return null;let c=new Path2D;if(n(c,e[0],t[0]),
r==2)l(c,e[1],t[1]);else{let p=Array(r),u=Array(r-1),d=Array(r-1),m=Array(r-1);for(let b=0;b<r-1;b++)d[b]=t[b+1]-t[b],m[b]=e[b+1]-e[b],u[b]=d[b]/m[b];p[0]=u[0];
for(let b=1;b<r-1;b++)u[b]===0||u[b-1]===0||u[b-1]>0!=u[b]>0?p[b]=0:(p[b]=3*(m[b-1]+m[b])/((2*m[b]+m[b-1])/u[b-1]+(m[b]+2*m[b-1])/u[b]),isFinite(p[b])||(p[b]=0));
p[r-1]=u[r-2];for(let b=0;b<r-1;b++)s(c,e[b]+m[b]/3,t[b]+p[b]*m[b]/3,e[b+1]-m[b]/3,t[b+1]-p[b+1]*m[b]/3,e[b+1],t[b+1])}return c}var Qs=new Set;function kr(){for(let e of Qs)
e.syncRect(!0)}Qn&&(gn(Qc,Gn,kr),gn(Xc,Gn,kr,!0),gn(Gl,Gn,()=>{Ge.pxRatio=de}));var yf=sa(),Sf=na();function yr(e,t,n,l){return(l?[e[0],e[1]].concat(e.slice(2)):
[e[0]].concat(e.slice(1))).map((i,r)=>Xs(i,r,t,n))}function xf(e,t){return e.map((n,l)=>l==0?{}:De({},t,n))}function Xs(e,t,n,l){return De({},t==0?n:l,e)}function oa(e,t,n){
return t==null?Kn:[t,n]}var Tf=oa;function vf(e,t,n){return t==null?Kn:Yl(t,n,so,!0)}function ia(e,t,n,l){return t==null?Kn:Zl(t,n,e.scales[l].log,!1)}var _f=ia;
function ra(e,t,n,l){return t==null?Kn:lo(t,n,e.scales[l].log,!1)}var Mf=ra;function Ef(e,t,n,l,s){let i=Xe(Qi(e),Qi(t)),r=t-e,c=At(s/l*r,n);do{let p=n[c],u=l*p/
r;if(u>=s&&i+(p<5?Xt.get(p):0)<=17)return[p,u]}while(++c<n.length);return[0,0]}function Sr(e){let t,n;return e=e.replace(/(\d+)px/,(l,s)=>(t=Fe((n=+s)*de))+"px"),
[e,t,n]}function Af(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=ke(t[2]*de,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function Ge(e,t,n){let l={mode:ue(
e.mode,1)},s=l.mode;function i(o,a,f,h){let g=a.valToPct(o);return h+f*(a.dir==-1?1-g:g)}function r(o,a,f,h){let g=a.valToPct(o);return h+f*(a.dir==-1?g:1-g)}function c(o,a,f,h){
return a.ori==0?i(o,a,f,h):r(o,a,f,h)}l.valToPosH=i,l.valToPosV=r;let p=!1;l.status=0;let u=l.root=yt(Oc);if(e.id!=null&&(u.id=e.id),at(u,e.class),e.title){let o=yt(
Fc,u);o.textContent=e.title}let d=Et("canvas"),m=l.ctx=d.getContext("2d"),b=yt(Bc,u);gn("click",b,o=>{o.target===M&&(xe!=Dn||Me!=On)&&je.click(l,o)},!0);let S=l.
under=yt(Vc,b);b.appendChild(d);let M=l.over=yt(qc,b);e=Jn(e);let E=+ue(e.pxAlign,1),$=br(E);(e.plugins||[]).forEach(o=>{o.opts&&(e=o.opts(l,e)||e)});let P=e.ms||
.001,y=l.series=s==1?yr(e.series||[],ur,mr,!1):xf(e.series||[null],dr),T=l.axes=yr(e.axes||[],cr,pr,!0),x=l.scales={},O=l.bands=e.bands||[];O.forEach(o=>{o.fill=
se(o.fill||null),o.dir=ue(o.dir,-1)});let D=s==2?y[1].facets[0].scale:y[0].scale,G={axes:Ea,series:xa},N=(e.drawOrder||["axes","series"]).map(o=>G[o]);function W(o){
let a=o.distr==3?f=>zt(f>0?f:o.clamp(l,f,o.min,o.max,o.key)):o.distr==4?f=>qs(f,o.asinh):o.distr==100?f=>o.fwd(f):f=>f;return f=>{let h=a(f),{_min:g,_max:w}=o,v=w-
g;return(h-g)/v}}function I(o){let a=x[o];if(a==null){let f=(e.scales||yl)[o]||yl;if(f.from!=null){I(f.from);let h=De({},x[f.from],f,{key:o});h.valToPct=W(h),x[o]=
h}else{a=x[o]=De({},o==D?Kr:uf,f),a.key=o;let h=a.time,g=a.range,w=Qt(g);if((o!=D||s==2&&!h)&&(w&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?Ki:{mode:1,hard:g[0],
soft:g[0]},max:g[1]==null?Ki:{mode:1,hard:g[1],soft:g[1]}},w=!1),!w&&Xl(g))){let v=g;g=(A,L,R)=>L==null?Kn:Yl(L,R,v)}a.range=se(g||(h?Tf:o==D?a.distr==3?_f:a.distr==
4?Mf:oa:a.distr==3?ia:a.distr==4?ra:vf)),a.auto=se(w?!1:a.auto),a.clamp=se(a.clamp||cf),a._min=a._max=null,a.valToPct=W(a)}}}I("x"),I("y"),s==1&&y.forEach(o=>{I(
o.scale)}),T.forEach(o=>{I(o.scale)});for(let o in e.scales)I(o);let C=x[D],q=C.distr,B,U;C.ori==0?(at(u,Rc),B=i,U=r):(at(u,Nc),B=r,U=i);let H={};for(let o in x){
let a=x[o];(a.min!=null||a.max!=null)&&(H[o]={min:a.min,max:a.max},a.min=a.max=null)}let ne=e.tzDate||(o=>new Date(Fe(o/P))),j=e.fmtDate||ro,Le=P==1?Ru(ne):Bu(ne),
be=ir(ne,or(P==1?Ou:Fu,j)),oe=ar(ne,rr(qu,j)),fe=[],ee=l.legend=De({},Hu,e.legend),_=l.cursor=De({},Ku,{drag:{y:s==2}},e.cursor),K=ee.show,ie=_.show,re=ee.markers;
ee.idxs=fe,re.width=se(re.width),re.dash=se(re.dash),re.stroke=se(re.stroke),re.fill=se(re.fill);let Q,Oe,Re,pe=[],et=[],ft,pt=!1,It={};if(ee.live){let o=y[1]?y[1].
values:null;pt=o!=null,ft=pt?o(l,1,0):{_:0};for(let a in ft)It[a]=to}if(K)if(Q=Et("table",jc,u),Re=Et("tbody",null,Q),ee.mount(l,Q),pt){Oe=Et("thead",null,Q,Re);
let o=Et("tr",null,Oe);Et("th",null,o);for(var kn in ft)Et("th",Ni,o).textContent=kn}else at(Q,Yc),ee.live&&at(Q,Gc);let yn={show:!0},tl={show:!1};function xl(o,a){
if(a==0&&(pt||!ee.live||s==2))return Kn;let f=[],h=Et("tr",Kc,Re,Re.childNodes[a]);at(h,o.class),o.show||at(h,mn);let g=Et("th",null,h);if(re.show){let A=yt(Jc,
g);if(a>0){let L=re.width(l,a);L&&(A.style.border=L+"px "+re.dash(l,a)+" "+re.stroke(l,a)),A.style.background=re.fill(l,a)}}let w=yt(Ni,g);o.label instanceof HTMLElement?
w.appendChild(o.label):w.textContent=o.label,a>0&&(re.show||(w.style.color=o.width>0?re.stroke(l,a):re.fill(l,a)),Ke("click",g,A=>{if(_._lock)return;on(A);let L=y.
indexOf(o);if((A.ctrlKey||A.metaKey)!=ee.isolate){let R=y.some((F,z)=>z>0&&z!=L&&F.show);y.forEach((F,z)=>{z>0&&Ct(z,R?z==L?yn:tl:yn,!0,Ce.setSeries)})}else Ct(
L,{show:!o.show},!0,Ce.setSeries)},!1),vn&&Ke(qi,g,A=>{_._lock||(on(A),Ct(y.indexOf(o),Nn,!0,Ce.setSeries))},!1));for(var v in ft){let A=Et("td",Zc,h);A.textContent=
"--",f.push(A)}return[h,f]}let en=new Map;function Ke(o,a,f,h=!0){let g=en.get(a)||{},w=_.bind[o](l,a,f,h);w&&(gn(o,a,g[o]=w),en.set(a,g))}function Sn(o,a,f){let h=en.
get(a)||{};for(let g in h)(o==null||g==o)&&(Gs(g,a,h[g]),delete h[g]);o==null&&en.delete(a)}let Vt=0,tn=0,te=0,V=0,ye=0,Ne=0,xn=ye,nn=Ne,Pt=te,ln=V,lt=0,ht=0,tt=0,
xt=0;l.bbox={};let os=!1,Tl=!1,Tn=!1,sn=!1,vl=!1,dt=!1;function is(o,a,f){(f||o!=l.width||a!=l.height)&&bo(o,a),$n(!1),Tn=!0,Tl=!0,Pn()}function bo(o,a){l.width=
Vt=te=o,l.height=tn=V=a,ye=Ne=0,ma(),ga();let f=l.bbox;lt=f.left=hn(ye*de,.5),ht=f.top=hn(Ne*de,.5),tt=f.width=hn(te*de,.5),xt=f.height=hn(V*de,.5)}let pa=3;function ha(){
let o=!1,a=0;for(;!o;){a++;let f=_a(a),h=Ma(a);o=a==pa||f&&h,o||(bo(l.width,l.height),Tl=!0)}}function da({width:o,height:a}){is(o,a)}l.setSize=da;function ma(){
let o=!1,a=!1,f=!1,h=!1;T.forEach((g,w)=>{if(g.show&&g._show){let{side:v,_size:A}=g,L=v%2,R=g.label!=null?g.labelSize:0,F=A+R;F>0&&(L?(te-=F,v==3?(ye+=F,h=!0):f=
!0):(V-=F,v==0?(Ne+=F,o=!0):a=!0))}}),rn[0]=o,rn[1]=f,rn[2]=a,rn[3]=h,te-=Ut[1]+Ut[3],ye+=Ut[3],V-=Ut[2]+Ut[0],Ne+=Ut[0]}function ga(){let o=ye+te,a=Ne+V,f=ye,h=Ne;
function g(w,v){switch(w){case 1:return o+=v,o-v;case 2:return a+=v,a-v;case 3:return f-=v,f+v;case 0:return h-=v,h+v}}T.forEach((w,v)=>{if(w.show&&w._show){let A=w.
side;w._pos=g(A,w._size),w.label!=null&&(w._lpos=g(A,w.labelSize))}})}if(_.dataIdx==null){let o=_.hover,a=o.skip=new Set(o.skip??[]);a.add(void 0);let f=o.prox=
se(o.prox),h=o.bias??=0;_.dataIdx=(g,w,v,A)=>{if(w==0)return v;let L=v,R=f(g,w,v,A)??we,F=R>=0&&R<we,z=C.ori==0?te:V,Z=_.left,he=t[0],ce=t[w];if(a.has(ce[v])){L=
null;let le=null,J=null,Y;if(h==0||h==-1)for(Y=v;le==null&&Y-- >0;)a.has(ce[Y])||(le=Y);if(h==0||h==1)for(Y=v;J==null&&Y++<ce.length;)a.has(ce[Y])||(J=Y);if(le!=
null||J!=null)if(F){let ve=le==null?-1/0:B(he[le],C,z,0),Ae=J==null?1/0:B(he[J],C,z,0),Ie=Z-ve,ge=Ae-Z;Ie<=ge?Ie<=R&&(L=le):ge<=R&&(L=J)}else L=J==null?le:le==null?
J:v-le<=J-v?le:J}else F&&Be(Z-B(he[v],C,z,0))>R&&(L=null);return L}}let on=o=>{_.event=o};_.idxs=fe,_._lock=!1;let Ye=_.points;Ye.show=se(Ye.show),Ye.size=se(Ye.
size),Ye.stroke=se(Ye.stroke),Ye.width=se(Ye.width),Ye.fill=se(Ye.fill);let Lt=l.focus=De({},e.focus||{alpha:.3},_.focus),vn=Lt.prox>=0,_n=vn&&Ye.one,mt=[],Mn=[],
En=[];function wo(o,a){let f=Ye.show(l,a);if(f instanceof HTMLElement)return at(f,Uc),at(f,o.class),Bt(f,-10,-10,te,V),M.insertBefore(f,mt[a]),f}function ko(o,a){
if(s==1||a>0){let f=s==1&&x[o.scale].time,h=o.value;o.value=f?tr(h)?ar(ne,rr(h,j)):h||oe:h||of,o.label=o.label||(f?Zu:Ju)}if(_n||a>0){o.width=o.width==null?1:o.
width,o.paths=o.paths||yf||cu,o.fillTo=se(o.fillTo||ff),o.pxAlign=+ue(o.pxAlign,E),o.pxRound=br(o.pxAlign),o.stroke=se(o.stroke||null),o.fill=se(o.fill||null),o.
_stroke=o._fill=o._paths=o._focus=null;let f=rf(Xe(1,o.width),1),h=o.points=De({},{size:f,width:Xe(1,f*.2),stroke:o.stroke,space:f*2,paths:Sf,_stroke:null,_fill:null},
o.points);h.show=se(h.show),h.filter=se(h.filter),h.fill=se(h.fill),h.stroke=se(h.stroke),h.paths=se(h.paths),h.pxAlign=o.pxAlign}if(K){let f=xl(o,a);pe.splice(
a,0,f[0]),et.splice(a,0,f[1]),ee.values.push(null)}if(ie){fe.splice(a,0,null);let f=null;_n?a==0&&(f=wo(o,a)):a>0&&(f=wo(o,a)),mt.splice(a,0,f),Mn.splice(a,0,0),
En.splice(a,0,0)}He("addSeries",a)}function ba(o,a){a=a??y.length,o=s==1?Xs(o,a,ur,mr):Xs(o,a,{},dr),y.splice(a,0,o),ko(y[a],a)}l.addSeries=ba;function wa(o){if(y.
splice(o,1),K){ee.values.splice(o,1),et.splice(o,1);let a=pe.splice(o,1)[0];Sn(null,a.firstChild),a.remove()}ie&&(fe.splice(o,1),mt.splice(o,1)[0].remove(),Mn.splice(
o,1),En.splice(o,1)),He("delSeries",o)}l.delSeries=wa;let rn=[!1,!1,!1,!1];function ka(o,a){if(o._show=o.show,o.show){let f=o.side%2,h=x[o.scale];h==null&&(o.scale=
f?y[1].scale:D,h=x[o.scale]);let g=h.time;o.size=se(o.size),o.space=se(o.space),o.rotate=se(o.rotate),Qt(o.incrs)&&o.incrs.forEach(v=>{!Xt.has(v)&&Xt.set(v,Pr(v))}),
o.incrs=se(o.incrs||(h.distr==2?Lu:g?P==1?Du:Nu:dn)),o.splits=se(o.splits||(g&&h.distr==1?Le:h.distr==3?Ks:h.distr==4?ef:Xu)),o.stroke=se(o.stroke),o.grid.stroke=
se(o.grid.stroke),o.ticks.stroke=se(o.ticks.stroke),o.border.stroke=se(o.border.stroke);let w=o.values;o.values=Qt(w)&&!Qt(w[0])?se(w):g?Qt(w)?ir(ne,or(w,j)):tr(
w)?Vu(ne,w):w||be:w||Qu,o.filter=se(o.filter||(h.distr>=3&&h.log==10?lf:h.distr==3&&h.log==2?sf:Ar)),o.font=Sr(o.font),o.labelFont=Sr(o.labelFont),o._size=o.size(
l,null,a,0),o._space=o._rotate=o._incrs=o._found=o._splits=o._values=null,o._size>0&&(rn[a]=!0,o._el=yt(Wc,b))}}function nl(o,a,f,h){let[g,w,v,A]=f,L=a%2,R=0;return L==
0&&(A||w)&&(R=a==0&&!g||a==2&&!v?Fe(cr.size/3):0),L==1&&(g||v)&&(R=a==1&&!w||a==3&&!A?Fe(pr.size/2):0),R}let yo=l.padding=(e.padding||[nl,nl,nl,nl]).map(o=>se(ue(
o,nl))),Ut=l._padding=yo.map((o,a)=>o(l,a,rn,0)),Ue,Ve=null,qe=null,_l=s==1?y[0].idxs:null,Tt=null,ll=!1;function So(o,a){if(t=o??[],l.data=l._data=t,s==2){Ue=0;
for(let f=1;f<y.length;f++)Ue+=t[f][0].length}else{t.length==0&&(l.data=l._data=t=[[]]),Tt=t[0],Ue=Tt.length;let f=t;if(q==2){f=t.slice();let h=f[0]=Array(Ue);for(let g=0;g<
Ue;g++)h[g]=g}l._data=t=f}if($n(!0),He("setData"),q==2&&(Tn=!0),a!==!1){let f=C;f.auto(l,ll)?rs():Gt(D,f.min,f.max),sn=sn||_.left>=0,dt=!0,Pn()}}l.setData=So;function rs(){
ll=!0;let o,a;s==1&&(Ue>0?(Ve=_l[0]=0,qe=_l[1]=Ue-1,o=t[0][Ve],a=t[0][qe],q==2?(o=Ve,a=qe):o==a&&(q==3?[o,a]=Zl(o,o,C.log,!1):q==4?[o,a]=lo(o,o,C.log,!1):C.time?
a=o+Fe(86400/P):[o,a]=Yl(o,a,so,!0))):(Ve=_l[0]=o=null,qe=_l[1]=a=null)),Gt(D,o,a)}let Ml,An,as,cs,us,fs,ps,hs,ds,nt;function xo(o,a,f,h,g,w){o??=Bi,f??=io,h??=
"butt",g??=Bi,w??="round",o!=Ml&&(m.strokeStyle=Ml=o),g!=An&&(m.fillStyle=An=g),a!=as&&(m.lineWidth=as=a),w!=us&&(m.lineJoin=us=w),h!=fs&&(m.lineCap=fs=h),f!=cs&&
m.setLineDash(cs=f)}function To(o,a,f,h){a!=An&&(m.fillStyle=An=a),o!=ps&&(m.font=ps=o),f!=hs&&(m.textAlign=hs=f),h!=ds&&(m.textBaseline=ds=h)}function ms(o,a,f,h,g=0){
if(h.length>0&&o.auto(l,ll)&&(a==null||a.min==null)){let w=ue(Ve,0),v=ue(qe,h.length-1),A=f.min==null?lu(h,w,v,g,o.distr==3):[f.min,f.max];o.min=$t(o.min,f.min=
A[0]),o.max=Xe(o.max,f.max=A[1])}}let vo={min:null,max:null};function ya(){for(let h in x){let g=x[h];H[h]==null&&(g.min==null||H[D]!=null&&g.auto(l,ll))&&(H[h]=
vo)}for(let h in x){let g=x[h];H[h]==null&&g.from!=null&&H[g.from]!=null&&(H[h]=vo)}H[D]!=null&&$n(!0);let o={};for(let h in H){let g=H[h];if(g!=null){let w=o[h]=
Jn(x[h],pu);if(g.min!=null)De(w,g);else if(h!=D||s==2)if(Ue==0&&w.from==null){let v=w.range(l,null,null,h);w.min=v[0],w.max=v[1]}else w.min=we,w.max=-we}}if(Ue>
0){y.forEach((h,g)=>{if(s==1){let w=h.scale,v=H[w];if(v==null)return;let A=o[w];if(g==0){let L=A.range(l,A.min,A.max,w);A.min=L[0],A.max=L[1],Ve=At(A.min,t[0]),
qe=At(A.max,t[0]),qe-Ve>1&&(t[0][Ve]<A.min&&Ve++,t[0][qe]>A.max&&qe--),h.min=Tt[Ve],h.max=Tt[qe]}else h.show&&h.auto&&ms(A,v,h,t[g],h.sorted);h.idxs[0]=Ve,h.idxs[1]=
qe}else if(g>0&&h.show&&h.auto){let[w,v]=h.facets,A=w.scale,L=v.scale,[R,F]=t[g],z=o[A],Z=o[L];z!=null&&ms(z,H[A],w,R,w.sorted),Z!=null&&ms(Z,H[L],v,F,v.sorted),
h.min=v.min,h.max=v.max}});for(let h in o){let g=o[h],w=H[h];if(g.from==null&&(w==null||w.min==null)){let v=g.range(l,g.min==we?null:g.min,g.max==-we?null:g.max,
h);g.min=v[0],g.max=v[1]}}}for(let h in o){let g=o[h];if(g.from!=null){let w=o[g.from];if(w.min==null)g.min=g.max=null;else{let v=g.range(l,w.min,w.max,h);g.min=
v[0],g.max=v[1]}}}let a={},f=!1;for(let h in o){let g=o[h],w=x[h];if(w.min!=g.min||w.max!=g.max){w.min=g.min,w.max=g.max;let v=w.distr;w._min=v==3?zt(w.min):v==
4?qs(w.min,w.asinh):v==100?w.fwd(w.min):w.min,w._max=v==3?zt(w.max):v==4?qs(w.max,w.asinh):v==100?w.fwd(w.max):w.max,a[h]=f=!0}}if(f){y.forEach((h,g)=>{s==2?g>0&&
a.y&&(h._paths=null):a[h.scale]&&(h._paths=null)});for(let h in a)Tn=!0,He("setScale",h);ie&&_.left>=0&&(sn=dt=!0)}for(let h in H)H[h]=null}function Sa(o){let a=Ys(
Ve-1,0,Ue-1),f=Ys(qe+1,0,Ue-1);for(;o[a]==null&&a>0;)a--;for(;o[f]==null&&f<Ue-1;)f++;return[a,f]}function xa(){if(Ue>0){let o=y.some(a=>a._focus)&&nt!=Lt.alpha;
o&&(m.globalAlpha=nt=Lt.alpha),y.forEach((a,f)=>{if(f>0&&a.show&&(_o(f,!1),_o(f,!0),a._paths==null)){let h=nt;nt!=a.alpha&&(m.globalAlpha=nt=a.alpha);let g=s==2?
[0,t[f][0].length-1]:Sa(t[f]);a._paths=a.paths(l,f,g[0],g[1]),nt!=h&&(m.globalAlpha=nt=h)}}),y.forEach((a,f)=>{if(f>0&&a.show){let h=nt;nt!=a.alpha&&(m.globalAlpha=
nt=a.alpha),a._paths!=null&&Mo(f,!1);{let g=a._paths!=null?a._paths.gaps:null,w=a.points.show(l,f,Ve,qe,g),v=a.points.filter(l,f,w,g);(w||v)&&(a.points._paths=a.
points.paths(l,f,Ve,qe,v),Mo(f,!0))}nt!=h&&(m.globalAlpha=nt=h),He("drawSeries",f)}}),o&&(m.globalAlpha=nt=1)}}function _o(o,a){let f=a?y[o].points:y[o];f._stroke=
f.stroke(l,o),f._fill=f.fill(l,o)}function Mo(o,a){let f=a?y[o].points:y[o],{stroke:h,fill:g,clip:w,flags:v,_stroke:A=f._stroke,_fill:L=f._fill,_width:R=f.width}=f.
_paths;R=ke(R*de,3);let F=null,z=R%2/2;a&&L==null&&(L=R>0?"#fff":A);let Z=f.pxAlign==1&&z>0;if(Z&&m.translate(z,z),!a){let he=lt-R/2,ce=ht-R/2,le=tt+R,J=xt+R;F=
new Path2D,F.rect(he,ce,le,J)}a?gs(A,R,f.dash,f.cap,L,h,g,v,w):Ta(o,A,R,f.dash,f.cap,L,h,g,v,F,w),Z&&m.translate(-z,-z)}function Ta(o,a,f,h,g,w,v,A,L,R,F){let z=!1;
L!=0&&O.forEach((Z,he)=>{if(Z.series[0]==o){let ce=y[Z.series[1]],le=t[Z.series[1]],J=(ce._paths||yl).band;Qt(J)&&(J=Z.dir==1?J[0]:J[1]);let Y,ve=null;ce.show&&
J&&ou(le,Ve,qe)?(ve=Z.fill(l,he)||w,Y=ce._paths.clip):J=null,gs(a,f,h,g,ve,v,A,L,R,F,Y,J),z=!0}}),z||gs(a,f,h,g,w,v,A,L,R,F)}let Eo=Zn|Zs;function gs(o,a,f,h,g,w,v,A,L,R,F,z){
xo(o,a,f,h,g),(L||R||z)&&(m.save(),L&&m.clip(L),R&&m.clip(R)),z?(A&Eo)==Eo?(m.clip(z),F&&m.clip(F),Al(g,v),El(o,w,a)):A&Zs?(Al(g,v),m.clip(z),El(o,w,a)):A&Zn&&(m.
save(),m.clip(z),F&&m.clip(F),Al(g,v),m.restore(),El(o,w,a)):(Al(g,v),El(o,w,a)),(L||R||z)&&m.restore()}function El(o,a,f){f>0&&(a instanceof Map?a.forEach((h,g)=>{
m.strokeStyle=Ml=g,m.stroke(h)}):a!=null&&o&&m.stroke(a))}function Al(o,a){a instanceof Map?a.forEach((f,h)=>{m.fillStyle=An=h,m.fill(f)}):a!=null&&o&&m.fill(a)}
function va(o,a,f,h){let g=T[o],w;if(h<=0)w=[0,0];else{let v=g._space=g.space(l,o,a,f,h),A=g._incrs=g.incrs(l,o,a,f,h,v);w=Ef(a,f,A,h,v)}return g._found=w}function bs(o,a,f,h,g,w,v,A,L,R){
let F=v%2/2;E==1&&m.translate(F,F),xo(A,v,L,R,A),m.beginPath();let z,Z,he,ce,le=g+(h==0||h==3?-w:w);f==0?(Z=g,ce=le):(z=g,he=le);for(let J=0;J<o.length;J++)a[J]!=
null&&(f==0?z=he=o[J]:Z=ce=o[J],m.moveTo(z,Z),m.lineTo(he,ce));m.stroke(),E==1&&m.translate(-F,-F)}function _a(o){let a=!0;return T.forEach((f,h)=>{if(!f.show)return;
let g=x[f.scale];if(g.min==null){f._show&&(a=!1,f._show=!1,$n(!1));return}else f._show||(a=!1,f._show=!0,$n(!1));let w=f.side,v=w%2,{min:A,max:L}=g,[R,F]=va(h,A,
L,v==0?te:V);if(F==0)return;let z=g.distr==2,Z=f._splits=f.splits(l,h,A,L,R,F,z),he=g.distr==2?Z.map(Y=>Tt[Y]):Z,ce=g.distr==2?Tt[Z[1]]-Tt[Z[0]]:R,le=f._values=
f.values(l,f.filter(l,he,h,F,ce),h,F,ce);f._rotate=w==2?f.rotate(l,le,h,F):0;let J=f._size;f._size=St(f.size(l,le,h,o)),J!=null&&f._size!=J&&(a=!1)}),a}function Ma(o){
let a=!0;return yo.forEach((f,h)=>{let g=f(l,h,rn,o);g!=Ut[h]&&(a=!1),Ut[h]=g}),a}function Ea(){for(let o=0;o<T.length;o++){let a=T[o];if(!a.show||!a._show)continue;
let f=a.side,h=f%2,g,w,v=a.stroke(l,o),A=f==0||f==3?-1:1,[L,R]=a._found;if(a.label!=null){let Ze=a.labelGap*A,it=Fe((a._lpos+Ze)*de);To(a.labelFont[0],v,"center",
f==2?"top":Fi),m.save(),h==1?(g=w=0,m.translate(it,Fe(ht+xt/2)),m.rotate((f==3?-jl:jl)/2)):(g=Fe(lt+tt/2),w=it);let un=Mr(a.label)?a.label(l,o,L,R):a.label;m.fillText(
un,g,w),m.restore()}if(R==0)continue;let F=x[a.scale],z=h==0?tt:xt,Z=h==0?lt:ht,he=a._splits,ce=F.distr==2?he.map(Ze=>Tt[Ze]):he,le=F.distr==2?Tt[he[1]]-Tt[he[0]]:
L,J=a.ticks,Y=a.border,ve=J.show?J.size:0,Ae=Fe(ve*de),Ie=Fe((a.alignTo==2?a._size-ve-a.gap:a.gap)*de),ge=a._rotate*-jl/180,$e=$(a._pos*de),st=(Ae+Ie)*A,Je=$e+st;
w=h==0?Je:0,g=h==1?Je:0;let gt=a.font[0],vt=a.align==1?Un:a.align==2?Fs:ge>0?Un:ge<0?Fs:h==0?"center":f==3?Fs:Un,Ot=ge||h==1?"middle":f==2?"top":Fi;To(gt,v,vt,Ot);
let ot=a.font[1]*a.lineGap,bt=he.map(Ze=>$(c(Ze,F,z,Z))),_t=a._values;for(let Ze=0;Ze<_t.length;Ze++){let it=_t[Ze];if(it!=null){h==0?g=bt[Ze]:w=bt[Ze],it=""+it;
let un=it.indexOf(`
`)==-1?[it]:it.split(/\n/gm);for(let Qe=0;Qe<un.length;Qe++){let jo=un[Qe];ge?(m.save(),m.translate(g,w+Qe*ot),m.rotate(ge),m.fillText(jo,0,0),m.restore()):m.fillText(
jo,g,w+Qe*ot)}}}J.show&&bs(bt,J.filter(l,ce,o,R,le),h,f,$e,Ae,ke(J.width*de,3),J.stroke(l,o),J.dash,J.cap);let Rt=a.grid;Rt.show&&bs(bt,Rt.filter(l,ce,o,R,le),h,
h==0?2:1,h==0?ht:lt,h==0?xt:tt,ke(Rt.width*de,3),Rt.stroke(l,o),Rt.dash,Rt.cap),Y.show&&bs([$e],[1],h==0?1:0,h==0?1:2,h==1?ht:lt,h==1?xt:tt,ke(Y.width*de,3),Y.stroke(
l,o),Y.dash,Y.cap)}He("drawAxes")}function $n(o){y.forEach((a,f)=>{f>0&&(a._paths=null,o&&(s==1?(a.min=null,a.max=null):a.facets.forEach(h=>{h.min=null,h.max=null})))})}
let $l=!1,ws=!1,sl=[];function Aa(){ws=!1;for(let o=0;o<sl.length;o++)He(...sl[o]);sl.length=0}function Pn(){$l||(ku(Ao),$l=!0)}function $a(o,a=!1){$l=!0,ws=a,o(
l),Ao(),a&&sl.length>0&&queueMicrotask(Aa)}l.batch=$a;function Ao(){if(os&&(ya(),os=!1),Tn&&(ha(),Tn=!1),Tl){if(_e(S,Un,ye),_e(S,"top",Ne),_e(S,gl,te),_e(S,bl,V),
_e(M,Un,ye),_e(M,"top",Ne),_e(M,gl,te),_e(M,bl,V),_e(b,gl,Vt),_e(b,bl,tn),d.width=Fe(Vt*de),d.height=Fe(tn*de),T.forEach(({_el:o,_show:a,_size:f,_pos:h,side:g})=>{
if(o!=null)if(a){let w=g===3||g===0?f:0,v=g%2==1;_e(o,v?"left":"top",h-w),_e(o,v?"width":"height",f),_e(o,v?"top":"left",v?Ne:ye),_e(o,v?"height":"width",v?V:te),
js(o,mn)}else at(o,mn)}),Ml=An=as=us=fs=ps=hs=ds=cs=null,nt=1,rl(!0),ye!=xn||Ne!=nn||te!=Pt||V!=ln){$n(!1);let o=te/Pt,a=V/ln;if(ie&&!sn&&_.left>=0){_.left*=o,_.
top*=a,Ln&&Bt(Ln,Fe(_.left),0,te,V),Cn&&Bt(Cn,0,Fe(_.top),te,V);for(let f=0;f<mt.length;f++){let h=mt[f];h!=null&&(Mn[f]*=o,En[f]*=a,Bt(h,St(Mn[f]),St(En[f]),te,
V))}}if(Te.show&&!vl&&Te.left>=0&&Te.width>0){Te.left*=o,Te.width*=o,Te.top*=a,Te.height*=a;for(let f in vs)_e(Rn,f,Te[f])}xn=ye,nn=Ne,Pt=te,ln=V}He("setSize"),
Tl=!1}Vt>0&&tn>0&&(m.clearRect(0,0,d.width,d.height),He("drawClear"),N.forEach(o=>o()),He("draw")),Te.show&&vl&&(Pl(Te),vl=!1),ie&&sn&&(cn(null,!0,!1),sn=!1),ee.
show&&ee.live&&dt&&(xs(),dt=!1),p||(p=!0,l.status=1,He("ready")),ll=!1,$l=!1}l.redraw=(o,a)=>{Tn=a||!1,o!==!1?Gt(D,C.min,C.max):Pn()};function ks(o,a){let f=x[o];
if(f.from==null){if(Ue==0){let h=f.range(l,a.min,a.max,o);a.min=h[0],a.max=h[1]}if(a.min>a.max){let h=a.min;a.min=a.max,a.max=h}if(Ue>1&&a.min!=null&&a.max!=null&&
a.max-a.min<1e-16)return;o==D&&f.distr==2&&Ue>0&&(a.min=At(a.min,t[0]),a.max=At(a.max,t[0]),a.min==a.max&&a.max++),H[o]=a,os=!0,Pn()}}l.setScale=ks;let ys,Ss,Ln,
Cn,$o,Po,Dn,On,Lo,Co,xe,Me,jt=!1,je=_.drag,We=je.x,ze=je.y;ie&&(_.x&&(ys=yt(Hc,M)),_.y&&(Ss=yt(Ic,M)),C.ori==0?(Ln=ys,Cn=Ss):(Ln=Ss,Cn=ys),xe=_.left,Me=_.top);let Te=l.
select=De({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),Rn=Te.show?yt(zc,Te.over?M:S):null;function Pl(o,a){if(Te.show){for(let f in o)Te[f]=o[f],f in
vs&&_e(Rn,f,o[f]);a!==!1&&He("setSelect")}}l.setSelect=Pl;function Pa(o){if(y[o].show)K&&js(pe[o],mn);else if(K&&at(pe[o],mn),ie){let f=_n?mt[0]:mt[o];f!=null&&
Bt(f,-10,-10,te,V)}}function Gt(o,a,f){ks(o,{min:a,max:f})}function Ct(o,a,f,h){a.focus!=null&&Ra(o),a.show!=null&&y.forEach((g,w)=>{w>0&&(o==w||o==null)&&(g.show=
a.show,Pa(w),s==2?(Gt(g.facets[0].scale,null,null),Gt(g.facets[1].scale,null,null)):Gt(g.scale,null,null),Pn())}),f!==!1&&He("setSeries",o,a),h&&al("setSeries",
l,o,a)}l.setSeries=Ct;function La(o,a){De(O[o],a)}function Ca(o,a){o.fill=se(o.fill||null),o.dir=ue(o.dir,-1),a=a??O.length,O.splice(a,0,o)}function Da(o){o==null?
O.length=0:O.splice(o,1)}l.addBand=Ca,l.setBand=La,l.delBand=Da;function Oa(o,a){y[o].alpha=a,ie&&mt[o]!=null&&(mt[o].style.opacity=a),K&&pe[o]&&(pe[o].style.opacity=
a)}let qt,Yt,an,Nn={focus:!0};function Ra(o){if(o!=an){let a=o==null,f=Lt.alpha!=1;y.forEach((h,g)=>{if(s==1||g>0){let w=a||g==0||g==o;h._focus=a?null:w,f&&Oa(g,
w?1:Lt.alpha)}}),an=o,f&&Pn()}}K&&vn&&Ke(Wi,Q,o=>{_._lock||(on(o),an!=null&&Ct(null,Nn,!0,Ce.setSeries))});function Dt(o,a,f){let h=x[a];f&&(o=o/de-(h.ori==1?Ne:
ye));let g=te;h.ori==1&&(g=V,o=g-o),h.dir==-1&&(o=g-o);let w=h._min,v=h._max,A=o/g,L=w+(v-w)*A,R=h.distr;return R==3?Yn(10,L):R==4?ru(L,h.asinh):R==100?h.bwd(L):
L}function Na(o,a){let f=Dt(o,D,a);return At(f,t[0],Ve,qe)}l.valToIdx=o=>At(o,t[0]),l.posToIdx=Na,l.posToVal=Dt,l.valToPos=(o,a,f)=>x[a].ori==0?i(o,x[a],f?tt:te,
f?lt:0):r(o,x[a],f?xt:V,f?ht:0),l.setCursor=(o,a,f)=>{xe=o.left,Me=o.top,cn(null,a,f)};function Do(o,a){_e(Rn,Un,Te.left=o),_e(Rn,gl,Te.width=a)}function Oo(o,a){
_e(Rn,"top",Te.top=o),_e(Rn,bl,Te.height=a)}let ol=C.ori==0?Do:Oo,il=C.ori==1?Do:Oo;function Fa(){if(K&&ee.live)for(let o=s==2?1:0;o<y.length;o++){if(o==0&&pt)continue;
let a=ee.values[o],f=0;for(let h in a)et[o][f++].firstChild.nodeValue=a[h]}}function xs(o,a){if(o!=null&&(o.idxs?o.idxs.forEach((f,h)=>{fe[h]=f}):fu(o.idx)||fe.
fill(o.idx),ee.idx=fe[0]),K&&ee.live){for(let f=0;f<y.length;f++)(f>0||s==1&&!pt)&&Ba(f,fe[f]);Fa()}dt=!1,a!==!1&&He("setLegend")}l.setLegend=xs;function Ba(o,a){
let f=y[o],h=o==0&&q==2?Tt:t[o],g;pt?g=f.values(l,o,a)??It:(g=f.value(l,a==null?null:h[a],o,a),g=g==null?It:{_:g}),ee.values[o]=g}function cn(o,a,f){Lo=xe,Co=Me,
[xe,Me]=_.move(l,xe,Me),_.left=xe,_.top=Me,ie&&(Ln&&Bt(Ln,Fe(xe),0,te,V),Cn&&Bt(Cn,0,Fe(Me),te,V));let h,g=Ve>qe;qt=we,Yt=null;let w=C.ori==0?te:V,v=C.ori==1?te:
V;if(xe<0||Ue==0||g){h=_.idx=null;for(let A=0;A<y.length;A++){let L=mt[A];L!=null&&Bt(L,-10,-10,te,V)}vn&&Ct(null,Nn,!0,o==null&&Ce.setSeries),ee.live&&(fe.fill(
h),dt=!0)}else{let A,L,R;s==1&&(A=C.ori==0?xe:Me,L=Dt(A,D),h=_.idx=At(L,t[0],Ve,qe),R=B(t[0][h],C,w,0));let F=-10,z=-10,Z=0,he=0,ce=!0,le="",J="";for(let Y=s==2?
1:0;Y<y.length;Y++){let ve=y[Y],Ae=fe[Y],Ie=Ae==null?null:s==1?t[Y][Ae]:t[Y][1][Ae],ge=_.dataIdx(l,Y,h,L),$e=ge==null?null:s==1?t[Y][ge]:t[Y][1][ge];if(dt=dt||$e!=
Ie||ge!=Ae,fe[Y]=ge,Y>0&&ve.show){let st=ge==null?-10:ge==h?R:B(s==1?t[0][ge]:t[Y][0][ge],C,w,0),Je=$e==null?-10:U($e,s==1?x[ve.scale]:x[ve.facets[1].scale],v,0);
if(vn&&$e!=null){let gt=C.ori==1?xe:Me,vt=Be(Lt.dist(l,Y,ge,Je,gt));if(vt<qt){let Ot=Lt.bias;if(Ot!=0){let ot=Dt(gt,ve.scale),bt=$e>=0?1:-1,_t=ot>=0?1:-1;_t==bt&&
(_t==1?Ot==1?$e>=ot:$e<=ot:Ot==1?$e<=ot:$e>=ot)&&(qt=vt,Yt=Y)}else qt=vt,Yt=Y}}if(dt||_n){let gt,vt;C.ori==0?(gt=st,vt=Je):(gt=Je,vt=st);let Ot,ot,bt,_t,Rt,Ze,it=!0,
un=Ye.bbox;if(un!=null){it=!1;let Qe=un(l,Y);bt=Qe.left,_t=Qe.top,Ot=Qe.width,ot=Qe.height}else bt=gt,_t=vt,Ot=ot=Ye.size(l,Y);if(Ze=Ye.fill(l,Y),Rt=Ye.stroke(l,
Y),_n)Y==Yt&&qt<=Lt.prox&&(F=bt,z=_t,Z=Ot,he=ot,ce=it,le=Ze,J=Rt);else{let Qe=mt[Y];Qe!=null&&(Mn[Y]=bt,En[Y]=_t,Yi(Qe,Ot,ot,it),ji(Qe,Ze,Rt),Bt(Qe,St(bt),St(_t),
te,V))}}}}if(_n){let Y=Lt.prox,ve=an==null?qt<=Y:qt>Y||Yt!=an;if(dt||ve){let Ae=mt[0];Ae!=null&&(Mn[0]=F,En[0]=z,Yi(Ae,Z,he,ce),ji(Ae,le,J),Bt(Ae,St(F),St(z),te,
V))}}}if(Te.show&&jt)if(o!=null){let[A,L]=Ce.scales,[R,F]=Ce.match,[z,Z]=o.cursor.sync.scales,he=o.cursor.drag;if(We=he._x,ze=he._y,We||ze){let{left:ce,top:le,width:J,
height:Y}=o.select,ve=o.scales[z].ori,Ae=o.posToVal,Ie,ge,$e,st,Je,gt=A!=null&&R(A,z),vt=L!=null&&F(L,Z);gt&&We?(ve==0?(Ie=ce,ge=J):(Ie=le,ge=Y),$e=x[A],st=B(Ae(
Ie,z),$e,w,0),Je=B(Ae(Ie+ge,z),$e,w,0),ol($t(st,Je),Be(Je-st))):ol(0,w),vt&&ze?(ve==1?(Ie=ce,ge=J):(Ie=le,ge=Y),$e=x[L],st=U(Ae(Ie,Z),$e,v,0),Je=U(Ae(Ie+ge,Z),$e,
v,0),il($t(st,Je),Be(Je-st))):il(0,v)}else _s()}else{let A=Be(Lo-$o),L=Be(Co-Po);if(C.ori==1){let Z=A;A=L,L=Z}We=je.x&&A>=je.dist,ze=je.y&&L>=je.dist;let R=je.uni;
R!=null?We&&ze&&(We=A>=R,ze=L>=R,!We&&!ze&&(L>A?ze=!0:We=!0)):je.x&&je.y&&(We||ze)&&(We=ze=!0);let F,z;We&&(C.ori==0?(F=Dn,z=xe):(F=On,z=Me),ol($t(F,z),Be(z-F)),
ze||il(0,v)),ze&&(C.ori==1?(F=Dn,z=xe):(F=On,z=Me),il($t(F,z),Be(z-F)),We||ol(0,w)),!We&&!ze&&(ol(0,0),il(0,0))}if(je._x=We,je._y=ze,o==null){if(f){if(Uo!=null){
let[A,L]=Ce.scales;Ce.values[0]=A!=null?Dt(C.ori==0?xe:Me,A):null,Ce.values[1]=L!=null?Dt(C.ori==1?xe:Me,L):null}al(Bs,l,xe,Me,te,V,h)}if(vn){let A=f&&Ce.setSeries,
L=Lt.prox;an==null?qt<=L&&Ct(Yt,Nn,!0,A):qt>L?Ct(null,Nn,!0,A):Yt!=an&&Ct(Yt,Nn,!0,A)}}dt&&(ee.idx=h,xs()),a!==!1&&He("setCursor")}let Kt=null;Object.defineProperty(
l,"rect",{get(){return Kt==null&&rl(!1),Kt}});function rl(o=!1){o?Kt=null:(Kt=M.getBoundingClientRect(),He("syncRect",Kt))}function Ro(o,a,f,h,g,w,v){_._lock||jt&&
o!=null&&o.movementX==0&&o.movementY==0||(Ts(o,a,f,h,g,w,v,!1,o!=null),o!=null?cn(null,!0,!0):cn(a,!0,!1))}function Ts(o,a,f,h,g,w,v,A,L){if(Kt==null&&rl(!1),on(
o),o!=null)f=o.clientX-Kt.left,h=o.clientY-Kt.top;else{if(f<0||h<0){xe=-10,Me=-10;return}let[R,F]=Ce.scales,z=a.cursor.sync,[Z,he]=z.values,[ce,le]=z.scales,[J,
Y]=Ce.match,ve=a.axes[0].side%2==1,Ae=C.ori==0?te:V,Ie=C.ori==1?te:V,ge=ve?w:g,$e=ve?g:w,st=ve?h:f,Je=ve?f:h;if(ce!=null?f=J(R,ce)?c(Z,x[R],Ae,0):-10:f=Ae*(st/ge),
le!=null?h=Y(F,le)?c(he,x[F],Ie,0):-10:h=Ie*(Je/$e),C.ori==1){let gt=f;f=h,h=gt}}L&&(a==null||a.cursor.event.type==Bs)&&((f<=1||f>=te-1)&&(f=hn(f,te)),(h<=1||h>=
V-1)&&(h=hn(h,V))),A?($o=f,Po=h,[Dn,On]=_.move(l,f,h)):(xe=f,Me=h)}let vs={width:0,height:0,left:0,top:0};function _s(){Pl(vs,!1)}let No,Fo,Bo,Vo;function qo(o,a,f,h,g,w,v){
jt=!0,We=ze=je._x=je._y=!1,Ts(o,a,f,h,g,w,v,!0,!1),o!=null&&(Ke(Vs,Is,Wo,!1),al(Vi,l,Dn,On,te,V,null));let{left:A,top:L,width:R,height:F}=Te;No=A,Fo=L,Bo=R,Vo=F}
function Wo(o,a,f,h,g,w,v){jt=je._x=je._y=!1,Ts(o,a,f,h,g,w,v,!1,!0);let{left:A,top:L,width:R,height:F}=Te,z=R>0||F>0,Z=No!=A||Fo!=L||Bo!=R||Vo!=F;if(z&&Z&&Pl(Te),
je.setScale&&z&&Z){let he=A,ce=R,le=L,J=F;if(C.ori==1&&(he=L,ce=F,le=A,J=R),We&&Gt(D,Dt(he,D),Dt(he+ce,D)),ze)for(let Y in x){let ve=x[Y];Y!=D&&ve.from==null&&ve.
min!=we&&Gt(Y,Dt(le+J,Y),Dt(le,Y))}_s()}else _.lock&&(_._lock=!_._lock,cn(a,!0,o!=null));o!=null&&(Sn(Vs,Is),al(Vs,l,xe,Me,te,V,null))}function Va(o,a,f,h,g,w,v){
if(_._lock)return;on(o);let A=jt;if(jt){let L=!0,R=!0,F=10,z,Z;C.ori==0?(z=We,Z=ze):(z=ze,Z=We),z&&Z&&(L=xe<=F||xe>=te-F,R=Me<=F||Me>=V-F),z&&L&&(xe=xe<Dn?0:te),
Z&&R&&(Me=Me<On?0:V),cn(null,!0,!0),jt=!1}xe=-10,Me=-10,fe.fill(null),cn(null,!0,!0),A&&(jt=A)}function zo(o,a,f,h,g,w,v){_._lock||(on(o),rs(),_s(),o!=null&&al(
zi,l,xe,Me,te,V,null))}function Ho(){T.forEach(Af),is(l.width,l.height,!0)}gn(Gl,Gn,Ho);let Fn={};Fn.mousedown=qo,Fn.mousemove=Ro,Fn.mouseup=Wo,Fn.dblclick=zo,Fn.
setSeries=(o,a,f,h)=>{let g=Ce.match[2];f=g(l,a,f),f!=-1&&Ct(f,h,!0,!1)},ie&&(Ke(Vi,M,qo),Ke(Bs,M,Ro),Ke(qi,M,o=>{on(o),rl(!1)}),Ke(Wi,M,Va),Ke(zi,M,zo),Qs.add(
l),l.syncRect=rl);let Ll=l.hooks=e.hooks||{};function He(o,a,f){ws?sl.push([o,a,f]):o in Ll&&Ll[o].forEach(h=>{h.call(null,l,a,f)})}(e.plugins||[]).forEach(o=>{
for(let a in o.hooks)Ll[a]=(Ll[a]||[]).concat(o.hooks[a])});let Io=(o,a,f)=>f,Ce=De({key:null,setSeries:!1,filters:{pub:Xi,sub:Xi},scales:[D,y[1]?y[1].scale:null],
match:[er,er,Io],values:[null,null]},_.sync);Ce.match.length==2&&Ce.match.push(Io),_.sync=Ce;let Uo=Ce.key,Ms=Jr(Uo);function al(o,a,f,h,g,w,v){Ce.filters.pub(o,
a,f,h,g,w,v)&&Ms.pub(o,a,f,h,g,w,v)}Ms.sub(l);function qa(o,a,f,h,g,w,v){Ce.filters.sub(o,a,f,h,g,w,v)&&Fn[o](null,a,f,h,g,w,v)}l.pub=qa;function Wa(){Ms.unsub(
l),Qs.delete(l),en.clear(),Gs(Gl,Gn,Ho),u.remove(),Q?.remove(),He("destroy")}l.destroy=Wa;function Es(){He("init",e,t),So(t||e.data,!1),H[D]?ks(D,H[D]):rs(),vl=
Te.show&&(Te.width>0||Te.height>0),sn=dt=!0,is(e.width,e.height)}return y.forEach(ko),T.forEach(ka),n?n instanceof HTMLElement?(n.appendChild(u),Es()):n(l,Es):Es(),
l}Ge.assign=De;Ge.fmtNum=oo;Ge.rangeNum=Yl;Ge.rangeLog=Zl;Ge.rangeAsinh=lo;Ge.orient=wn;Ge.pxRatio=de;Ge.join=wu;Ge.fmtDate=ro,Ge.tzDate=$u;Ge.sync=Jr;{Ge.addGap=
pf,Ge.clipGaps=es;let e=Ge.paths={points:na};e.linear=sa,e.stepped=mf,e.bars=gf,e.spline=wf}var aa=[{title:"Throughput",unit:"tokens/s",format:fn,series:[["out_rate","output"],["in_rate","prompts"]]},{title:"KV usage",format:Mt,range:[0,1],series:[["kv\
_usage","blocks in use"]]},{title:"Queue",format:ae,whole:!0,series:[["running","running"],["waiting","waiting"]]},{title:"Median latency",format:Ee,tick:Fl,series:[
["ttft","TTFT"],["tpot","TPOT"]]}],$f=[void 0,[4,3]];function Pf(e,{series:t}){let n=e?.at??[];return[n,...t.map(([l])=>n.map((s,i)=>mo(e[l]?.[i])))]}function Lf(e,{
series:t,format:n,unit:l}){return t.map(([s,i])=>{let r=mo(e?.[s]?.at(-1));return`${i} ${n(r,Nt)}${l&&r!==null?` ${l}`:""}`})}function ca({model:e,scope:t,theme:n}){
let l=aa.map(c=>({chart:c,words:c.series.map((p,u)=>k(`span.nbs-line-${u+1}`)),place:k("div.nbs-plot",{role:"img"}),plot:null})),s=k("div.nbs-charts",{},l.map(({
chart:c,words:p,place:u})=>k("figure",{},k("figcaption",{},k("b",{},c.title),k("span.nbs-note",{},p)),u))),i=t.frame(()=>{let c=e.get("time");for(let p of l){let{
clientWidth:u}=p.place;if(!u)continue;let d=Pf(c,p.chart);p.plot?p.plot.setData(d):p.plot=new Ge(Cf(p.chart,u,n),d,p.place),p.plot.width!==u&&p.plot.setSize({width:u,
height:ua})}}),r=zn(t,()=>{let c=e.get("time")??{},p=aa.flatMap(({series:u,format:d})=>u.map(([m,b])=>({name:m,label:b,format:d})));return{caption:"One row a se\
cond, newest first",head:["Time",...p.map(({label:u})=>u)],body:(c.at??[]).map((u,d)=>[Zt(u),...p.map(({name:m,format:b})=>b(mo(c[m]?.[d]),"–"))]).reverse().slice(
0,60)}});return t.bind("time",c=>{for(let{chart:p,words:u,place:d}of l){let m=Lf(c,p);m.forEach((b,S)=>X(u[S],b)),d.setAttribute("aria-label",`${p.title} over t\
he last five minutes. Now: ${m.join(", ")}`)}r.refresh(),i()}),n.watch(()=>{for(let{plot:c}of l)c?.redraw(!1)}),t.observe(new ResizeObserver(i),s),t.defer(()=>{
for(let{plot:c}of l)c?.destroy()}),Ft("time","Time","One point a second over the last five minutes. Gaps are seconds without traffic. Where requests wait, watch\
 KV usage: a full pool is what they wait for.",s,r.element)}var ua=132;function Cf({series:e,format:t,tick:n=t,range:l,whole:s},i,r){let c={stroke:()=>r.ink(.65),
font:"10px system-ui, sans-serif",grid:{stroke:()=>r.ink(.1),width:1},ticks:{show:!1}},p=u=>u===null?"":n(u);return{width:i,height:ua,legend:{live:!0},cursor:{sync:{
key:"nbserve"},y:!1,points:{size:5}},scales:{y:{range:l??((u,d,m)=>[0,(m||1)*1.08])}},axes:[{...c,size:22,space:60,incrs:[1,2,5,10,15,30,60,120,300],values:(u,d)=>d.
map(m=>Zt(m))},{...c,size:52,space:28,incrs:s?[1,2,5,10,20,50,100,200,500,1e3]:void 0,values:(u,d)=>d.map(p)}],series:[{label:"at",value:(u,d)=>Zt(d)},...e.map(
([,u],d)=>({label:u,stroke:()=>r.named(`--nbs-line-${d+1}`),width:1.5,dash:$f[d],points:{show:!0,size:4,filter:(m,b)=>Df(m.data[b])},value:(m,b)=>t(b,Nt)}))]}}function Df(e){
let t=n=>e[n]!==null&&e[n]!==void 0;return[...e.keys()].filter(n=>t(n)&&!t(n-1)&&!t(n+1))}function mo(e){return Number.isFinite(e)?e:null}var go="_view",Of=Object.freeze({selected:null,sort:"submitted",descending:!0}),ss=class{#e;#t;constructor(t,n){this.#e=t,this.#t=n}get(){return{...Of,...this.#e.
get(go)}}set(t){this.#e.set(go,{...this.get(),...t})}toggle(t){this.set({selected:this.get().selected===t?null:t})}bind(t){this.#t.on(`change:${go}`,()=>t(this.
get())),t(this.get())}};var fa={now:Mi,blocks:Si,batch:ui,time:ca,requests:Ri};function Rf({model:e,el:t}){let n=new Dl(e),l=Xo("nbs",`Engine ${e.get("now")?.engine??""}`.trim());t.append(
l);let s={model:e,scope:n,root:l,kernel:new Cl(e,n),theme:new Ol(l,n),view:new ss(e,n)};l.append(Ti(s),ti(s),Ei(s));for(let i of e.get("panels")??[])i in fa&&l.
append(fa[i](s));return ei(e,l,n)}var Ph={render:Rf};export{Ph as default};
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
