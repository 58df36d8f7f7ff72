// Built from nbserve/notebook/js/src/dashboard; edit that, then run "npm run build" there.
var qa="http://www.w3.org/2000/svg";function k(e,t={},...n){return Go(l=>document.createElement(l),e,t,n)}function Se(e,t={},...n){return Go(l=>document.createElementNS(
qa,l),e,t,n)}function Go(e,t,n,l){let[s,...i]=t.split("."),c=e(s);i.length&&c.setAttribute("class",i.join(" "));for(let[a,h]of Object.entries(n))if(a.startsWith(
"on"))c.addEventListener(a.slice(2),h);else if(a==="dataset")Object.assign(c.dataset,h);else if(a==="style")for(let[f,d]of Object.entries(h))c.style.setProperty(
f,d);else bt(c,a,h);return c.append(...l.flat(1/0).filter(a=>a!=null&&a!==!1)),c}function bt(e,t,n){n==null||n===!1?e.removeAttribute(t):e.getAttribute(t)!==String(
n)&&e.setAttribute(t,n===!0?"":String(n))}function Q(e,t){e.textContent!==t&&(e.textContent=t)}function Pl(e,t){let n=new Set(t);for(let l of[...e.children])n.has(
l)||l.remove();t.forEach((l,s)=>{e.children[s]!==l&&e.insertBefore(l,e.children[s]??null)})}function Ll(e="",t={}){return k("span.nbs-unseen",t,e)}var jo="_views",Ko=".jp-OutputArea-output";function Jo(e,t,n,l){let s=e.get(jo)??new Set;e.set(jo,s);let i=[...s],c={root:t,close:l,inOutput:!1,scrolls:new Map,focus:null,blurred:0};s.add(c),n.defer(()=>s.
delete(c)),n.listen(t,"scroll",({target:f})=>c.scrolls.set(f,[f.scrollTop,f.scrollLeft]),!0),n.listen(t,"focusin",({target:f})=>Object.assign(c,{focus:f,blurred:1/0})),
n.listen(t,"focusout",()=>c.blurred=Date.now());let a=0,h=f=>{c.inOutput||=t.closest(Ko)!==null;for(let d of i.filter(m=>s.has(m)&&Wa(m)))za(d,t),d.close();f&&(!c.
inOutput||i.some(d=>s.has(d)))&&(a=setTimeout(h,100,f-1))};n.defer(()=>clearTimeout(a)),a=setTimeout(h,0,20)}function Wa({root:e,inOutput:t}){return t&&!e.isConnected&&
!e.closest(Ko)}function za(e,t){let n=[...e.root.querySelectorAll("details")].map(h=>h.open),l=[...t.querySelectorAll("details")];l.length===n.length&&l.forEach(
(h,f)=>h.open=n[f]);for(let[h,[f,d]]of e.scrolls){let m=Yo(h,e.root,t);m&&Object.assign(m,{scrollTop:f,scrollLeft:d})}let{activeElement:s,body:i}=t.ownerDocument,
a=Date.now()-e.blurred<1e3&&(!s||s===i)?Yo(e.focus,e.root,t):null;a?.focus({preventScroll:!0}),a&&Number.isInteger(e.focus.selectionStart)&&a.setSelectionRange(
e.focus.selectionStart,e.focus.selectionEnd)}function Yo(e,t,n){let l=[];for(let s=e;s!==t;s=s.parentElement){if(!s?.parentElement)return null;l.unshift([...s.parentElement.
children].indexOf(s))}return l.reduce((s,i)=>s?.children[i],n)??null}function Zo(e,t){t.listen(e.ownerDocument.defaultView,"keydown",n=>{n.key.startsWith("Arrow")&&n.target.type==="range"&&e.contains(n.target)&&n.stopImmediatePropagation()},
!0)}var Bn="The kernel is busy with a cell; this takes effect when it ends.",Cl=class{#e;#n;#t=new Map;#l=Math.floor(Math.random()*1073741823);constructor(t,n){this.#e=
t,this.#n=n,n.on("msg:custom",l=>this.#s(l)),n.defer(()=>{for(let{timer:l}of this.#t.values())clearTimeout(l);this.#t.clear()})}ask(t,n=()=>{}){let l=this.#l++;
return new Promise(s=>{if(this.#n.closed)return;let i={resolve:s,busy:n,late:!1};i.timer=setTimeout(()=>{i.late=!0,n(!0)},400),this.#t.set(l,i),this.#e.send({...t,
id:l})})}#s(t){let n=this.#t.get(t?.answer);n&&(this.#t.delete(t.answer),clearTimeout(n.timer),n.late&&n.busy(!1),n.resolve(t))}};var Dl=class{#e;#n=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let n=()=>this.#n.delete(n)&&t();return this.#n.add(n),n}on(t,n){return this.#e.on(t,
n),this.defer(()=>this.#e.off(t,n))}bind(t,n){this.on(`change:${t}`,()=>n(this.#e.get(t))),n(this.#e.get(t))}listen(t,n,l,s=!1){return t.addEventListener(n,l,s),
this.defer(()=>t.removeEventListener(n,l,s))}observe(t,n,l){return t.observe(n,l),this.defer(()=>t.disconnect())}frame(t){let n=0;return this.defer(()=>cancelAnimationFrame(
n)),()=>{n||this.closed||(n=requestAnimationFrame(()=>{n=0,t()}))}}debounce(t,n){let l=0,s=()=>clearTimeout(l),i=(...c)=>{s(),this.closed||(l=setTimeout(()=>n(...c),
t))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let t of[...this.#n].reverse())t()}};function Ha(e){let t=(e.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:e.startsWith("color\
(")?t.map(n=>Math.round(n*255)):t}function Ia([e,t,n]){return .2126*e+.7152*t+.0722*n>140}var Ol=class{#e;#n;#t=new Set;#l=null;constructor(t,n){this.#e=t,this.#n=
n;let l=()=>this.refresh(),s=n.debounce(400,l),i=()=>{l(),s()},c=new MutationObserver(i);for(let a of[document.documentElement,document.body])n.observe(c,a,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});n.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),this.refresh()}watch(t){
return this.#t.add(t),this.#n.defer(()=>this.#t.delete(t))}refresh(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#l){this.#l=t,this.rgb=Ha(
t),this.dark=Ia(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let n of this.#t)n()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t})`}named(t){return getComputedStyle(
this.#e).getPropertyValue(t).trim()||this.ink()}};function wt(e,t,n=1){let l=(250+e*137.508)%360,s=Math.floor(e/8)%2?-.09:0;return`oklch(${((t?.74:.62)+s).toFixed(2)} 0.13 ${l.toFixed(1)} / ${n})`}var Rl=class e{#e=new Map;static of(t){
let n=t.get("_slots");if(n instanceof e)return n;let l=new e;return t.set("_slots",l),l}learn(t){for(let{request:n,answer:l,slot:s}of t){let i=`${n}.${l}`;this.#e.
delete(i),this.#e.set(i,s)}for(let n of this.#e.keys()){if(this.#e.size<=4096)break;this.#e.delete(n)}}slot(t,n=0){return this.#e.get(`${t}.${n}`)??t+n}};var Ua={closed:"This engine is closed. What you see is its last state.",failed:"This engine has failed and serves no more requests. What you see is its last sta\
te."},Ga="This is the last state; run the cell again.";function Qo({model:e,scope:t,root:n}){let l=k("p.nbs-banner",{role:"status",hidden:!0}),s=!1,i=()=>{let c=s||
n.closest(".jupyter-widgets-disconnected")!==null,{state:a,error:h}=e.get("now")??{},f=c?Ga:h??Ua[a];n.classList.toggle("nbs-gone",c),l.hidden=!f,Q(l,f??"")};i(),
t.on("change:now",()=>{s=!1,i()}),t.observe(new MutationObserver(i),n.parentElement,{attributes:!0,attributeFilter:["class"]});for(let c of["comm_live_update","\
comm:close"])t.on(c,()=>{s=!0,i()});return t.frame(i)(),l}function ja(e){return e instanceof Uint8Array?e:ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):e instanceof ArrayBuffer?new Uint8Array(
e):new Uint8Array(0)}function Ya(e,t){let n=ja(t),l=Math.floor(n.byteLength/e.BYTES_PER_ELEMENT);return n.byteOffset%e.BYTES_PER_ELEMENT===0?new e(n.buffer,n.byteOffset,
l):new e(n.slice(0,l*e.BYTES_PER_ELEMENT).buffer)}function As(e){let{total:t=0,block_size:n=1,cells:l,owners:s=[]}=e??{};return{total:t,blockSize:n,cells:Es(Uint32Array,
l,t),owners:s}}function Vn(e,t){let n=e&65535,l=e>>>16&255,s=e>>>24&63,i=(e&1073741824)!==0;return{slot:n?n-1:null,tokens:t<=255?l:Math.round(l/255*t),share:Math.
min(1,l/Math.min(255,Math.max(1,t))),refs:s,published:i,state:s?"used":i?"cached":"free"}}function $s(e){let{first:t=0,columns:n=0,rows:l=0,cells:s,counts:i,table:c=[],
mode:a=null,more:h=0}=e??{},f=l*n;return{first:t,columns:n,rows:l,table:c,mode:a,more:h,cells:Es(Uint32Array,s,f),counts:Es(Uint16Array,i,f)}}var Ka=["out","pre\
fill","decode","recompute","waiting","speculated"];function Jt(e){let t=e&1048575,n=Ka[e>>>20&15];return{index:t?t-1:null,kind:t?n??"decode":"idle",finished:(e&
16777216)!==0,preempted:(e&33554432)!==0}}function Es(e,t,n){let l=Ya(e,t);if(l.length>=n)return l.subarray(0,n);let s=new e(n);return s.set(l),s}var Ot="no traffic",qn=e=>e!=null&&Number.isFinite(e);function ce(e){return qn(e)?Math.round(e).toLocaleString("en-US"):"–"}function Le(e,t){return`${ce(e)} ${t}${e===
1?"":"s"}`}function fn(e,t=Ot){if(!qn(e))return t;if(e===0)return"0";let n=e>=99.95?0:e>=9.995?1:2;return e.toLocaleString("en-US",{minimumFractionDigits:n,maximumFractionDigits:n})}
function qt(e,t=Ot){if(!qn(e))return t;let n=e*100;return n>0&&n<1?"< 1 %":n>99&&n<100?`${(Math.floor(n*10)/10).toFixed(1)} %`:`${Math.round(n)} %`}function Ee(e,t=Ot){
if(!qn(e))return t;let n=e*1e3;if(n<999.5)return`${n===0?"0":n<9.95?Ja(n,n<1?2:1):Math.round(n)} ms`;if(e<99.95)return`${e<9.995?e.toFixed(2):e.toFixed(1)} s`;let l=Math.
round(e),s=Math.floor(l/60);return`${ce(s)} min ${String(l%60).padStart(2,"0")} s`}function Nl(e){return e===0?"0":Ee(e).replace(/\.(\d*?)0+ /,(t,n)=>n?`.${n} `:
" ")}function Zt(e){return qn(e)?new Date(e*1e3).toLocaleTimeString("en-GB"):"–"}function hn(e,t=0,n=1){return n>1||t>0?`r${e}.${t}`:`r${e}`}function Xo(e){return qn(
e)?e>=.98?"full":e>=.9?"nearly full":null:null}function ei(e){return e.replaceAll(`
`,"⏎").replaceAll("	","⇥").replaceAll("\r","␍")}function Ja(e,t){return String(Number(e.toFixed(t)))}function Za(e,t,{total:n,columns:l,page:s=10}){let i=Math.floor(e/l)*l,c={ArrowLeft:e-1,ArrowRight:e+1,ArrowUp:e-l,ArrowDown:e+l,Home:i,End:Math.min(i+l,n)-1,PageUp:Math.
max(e-s*l,e%l),PageDown:e+s*l};if(!(t in c))return null;let a=c[t];return t==="PageDown"&&a>=n?Math.max(e,Qa(e%l,n,l)):a<0||a>=n?e:a}function Qa(e,t,n){let l=Math.
floor((t-1)/n)*n+e;return l<t?l:l-n}var Wn=class{constructor(t,n,{onMove:l,onSelect:s=()=>{},onEscape:i=()=>{}}){this.index=null,this.byKeyboard=!1,this.ring=k(
"div.nbs-ring",{hidden:!0,"aria-hidden":"true"}),this.#e=n,this.#n=l,t.append(this.ring);let c=a=>{let h=t.getBoundingClientRect();return n.at(a.clientX-h.left,
a.clientY-h.top)};t.addEventListener("pointermove",a=>this.move(c(a))),t.addEventListener("pointerleave",()=>{this.byKeyboard||this.move(null)}),t.addEventListener(
"click",a=>{let h=c(a);h!==null&&s(h)}),t.addEventListener("focus",()=>{this.index===null&&t.matches(":focus-visible")&&n.shape().total&&this.move(this.#t,!0)}),
t.addEventListener("blur",()=>this.move(null)),t.addEventListener("keydown",a=>{if(a.ctrlKey||a.metaKey||a.altKey||!n.shape().total)return;let h=Za(this.index??
this.#t,a.key,n.shape());if(h!==null)this.move(h,!0);else if((a.key==="Enter"||a.key===" ")&&this.index!==null)s(this.index);else if(a.key==="Escape"&&this.index!==
null)this.move(null),i();else return;a.preventDefault(),a.stopPropagation()})}#e;#n;#t=0;move(t,n=!1){t===this.index&&n===this.byKeyboard||(this.index=t,this.byKeyboard=
n,t!==null&&(this.#t=t),this.place(),this.#n(t,n))}place(){let{total:t}=this.#e.shape();if(this.#t=Math.min(this.#t,Math.max(0,t-1)),this.index!==null&&this.index>=
t){this.move(null);return}if(this.ring.hidden=this.index===null,this.index===null)return;let{x:n,y:l,width:s,height:i}=this.#e.rect(this.index);Object.assign(this.
ring.style,{transform:`translate(${n-2}px, ${l-2}px)`,width:`${s+4}px`,height:`${i+4}px`})}};function cl(e,t,n){let l=window.devicePixelRatio||1,[s,i]=[Math.round(t*l),Math.round(n*l)],c=e.width!==s||e.height!==i;c&&(e.width=s,e.height=i,e.style.width=`${t}\
px`,e.style.height=`${n}px`);let a=e.getContext("2d");return a?(a.setTransform(l,0,0,l,0,0),{context:a,changed:c}):null}function Ps(e,t,n){let l=document.createElement(
"canvas"),s=cl(l,t,t);n(s.context);let i=e.createPattern(l,"repeat");return i.setTransform(new DOMMatrix().scale(t/l.width)),i}function Fl(e,t,n,l,s,i,c=4){e.save(),
e.beginPath(),e.rect(t,n,l,s),e.clip(),e.strokeStyle=i,e.lineWidth=1,e.beginPath();for(let a=-s+c/2;a<l;a+=c)e.moveTo(t+a,n+s),e.lineTo(t+a+s,n);e.stroke(),e.restore()}function Ls({rows:e,columns:t},n){let s=Math.max(4,Math.min(18,(n-28)/Math.max(1,t))),i=e<=12?18:e<=24?13:e<=40?10:8;return{rows:e,columns:t,gutter:28,pitchX:s,
pitchY:i,width:28+t*s,height:e*i,total:e*t}}function ti({rows:e,columns:t,gutter:n,pitchX:l,pitchY:s},i,c){let[a,h]=[Math.floor((i-n)/l),Math.floor(c/s)];return a<
0||a>=t||h<0||h>=e?null:h*t+a}function ni({columns:e,gutter:t,pitchX:n,pitchY:l},s){return{x:t+s%e*n,y:Math.floor(s/e)*l,width:n,height:l-2}}var Xa={prefill:"pr\
efill",decode:"decode",recompute:"recomputed after a preemption",waiting:"in the batch, not computed in this step",speculated:"decode, speculated",out:"out of t\
he batch"};function li(e,t,n=()=>1){let{columns:l,first:s,table:i}=e,c=`Step ${s+t%l}, slot ${Math.floor(t/l)}`,a=Jt(e.cells[t]);if(a.index===null)return`${c}: \
idle slot.`;let[h,f]=i[a.index]??["?",0],d=e.counts[t],m=[hn(h,f,n(h)),Xa[a.kind]];return(d>1||d&&a.kind!=="decode")&&m.push(Le(d,"token")),a.preempted&&m.push(
"preempted before this step"),a.finished&&m.push("finished in this step"),`${c}: ${m.join(", ")}.`}function si({cells:e}){if(!e.length)return null;let t=0;for(let n of e)
n&1048575||t++;return t/e.length}var ec="10px system-ui, sans-serif";function oi(e,t,n,{theme:l,slots:s,chosen:i}){let c=cl(e,n.width,n.height);if(!c)return;let{
context:a}=c,{columns:h,pitchX:f,pitchY:d,gutter:m}=n,b=f>=7?1:.5,S=d-2;a.clearRect(0,0,n.width,n.height),a.font=ec,a.textBaseline="middle";let M=new Map,L=v=>(M.
has(v)||M.set(v,[wt(v,l.dark),wt(v,l.dark,.3)]),M.get(v));for(let v=0;v<n.rows;v++){let E=v*d;a.fillStyle=l.ink(.55),a.textAlign="right",(d>=13||v%5===0)&&a.fillText(
String(v),m-6,E+S/2+.5),a.textAlign="left";for(let y=0;y<h;y++){let $=m+y*f,x=f-b,O=Jt(t.cells[v*h+y]);if(O.index===null){a.globalAlpha=1,ii(a,$,E,x,S,l.ink(.3));
continue}let[D,U]=t.table[O.index]??[O.index,0],[W,B]=L(s.slot(D,U));a.globalAlpha=i===null||i===D?1:.25,tc[O.kind](a,$,E,x,S,W,B,l),O.finished&&(a.fillStyle=l.
ink(),a.fillRect($+x-2,E,2,S)),O.preempted&&nc(a,$,E,Math.min(x,S)*.8,l.ink())}if(d>=13)for(let{index:y,x:$,text:x,width:O}of sc(a,t,n,v)){let[D,U]=t.table[y];a.
globalAlpha=i===null||i===D?1:.25,a.fillStyle=L(s.slot(D,U))[0],a.fillRect($,E,O,S),a.globalAlpha=1,a.fillStyle=l.dark?"#000":"#fff",a.fillText(x,$+3,E+S/2+.5)}
a.globalAlpha=1}}var tc={prefill(e,t,n,l,s,i,c){e.fillStyle=c,e.fillRect(t,n,l,s),Fl(e,t,n,l,s,i,4)},decode(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n,l,s)},recompute(e,t,n,l,s,i,c,a){
e.fillStyle=c,e.fillRect(t,n,l,s),e.strokeStyle=a.ink(.8),e.lineWidth=1,e.beginPath(),e.moveTo(t+1,n+2),e.lineTo(t+l-1,n+s-2),e.moveTo(t+l-1,n+2),e.lineTo(t+1,n+
s-2),e.stroke()},waiting(e,t,n,l,s,i){e.fillStyle=i,e.fillRect(t,n+s/2-1,l,2)},speculated(e,t,n,l,s,i,c){e.fillStyle=c,e.fillRect(t,n,l,s),e.fillStyle=i,e.fillRect(
t,n+s*.6,l,s*.4)},out(e,t,n,l,s,i){ii(e,t,n,l,s,i)}};function ii(e,t,n,l,s,i){e.strokeStyle=i,e.lineWidth=1,e.strokeRect(Math.round(t)+.5,n+.5,Math.max(1,Math.round(
l)-1),s-1)}function nc(e,t,n,l,s){e.fillStyle=s,e.beginPath(),e.moveTo(t,n),e.lineTo(t+l,n),e.lineTo(t,n+l),e.fill()}function lc(e,t){let n=[];for(let l=0;l<e.columns;l++){
let{index:s}=Jt(e.cells[t*e.columns+l]),i=n.at(-1);i&&i.index===s&&i.to===l?i.to++:s!==null&&n.push({index:s,from:l,to:l+1})}return n}function sc(e,t,{columns:n,
gutter:l,pitchX:s},i){let c=[];for(let{index:a,from:h,to:f}of lc(t,i)){if(!t.table[a])continue;let d=L=>Jt(t.cells[i*n+L]).kind,m=h;for(;m<f&&d(m)!=="decode";)m++;
let b=m;for(;b<f&&d(b)==="decode";)b++;let S=hn(...t.table[a]),M=Math.ceil((e.measureText(S).width+6)/s)*s;(b-m)*s>M&&c.push({index:a,text:S,width:M-1,x:l+m*s})}
return c}function Rt(e,t,n,...l){return k(`section.nbs-panel.nbs-${e}`,{"aria-label":t},k("header.nbs-head",{},k("h3",{},t),k("details.nbs-what",{},k("summary",{"aria-la\
bel":`${t}: what am I looking at?`},"What is this?"),k("p",{},n))),...l)}function zn(e,t){let n=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Tab\
le"}),l=k("details.nbs-table",{},k("summary",{},"Show as table"),n),s=0,i=()=>{s=performance.now()+1e3;let{caption:a,head:h,body:f}=t();n.replaceChildren(k("tab\
le",{},k("caption",{},a),k("thead",{},k("tr",{},h.map(d=>k("th",{scope:"col"},d)))),k("tbody",{},f.map(d=>k("tr",{},d.map(m=>k("td",{},m)))))))},c=e.debounce(1e3,
()=>l.open&&i());return l.addEventListener("toggle",()=>l.open?i():n.replaceChildren()),{element:l,refresh(){l.open&&(performance.now()>=s?i():c())}}}function ri({scope:e,theme:t,view:n,slots:l}){let s=$s(null),i=Ls(s,0),c=0,a=k("canvas",{"aria-hidden":"true"}),h=k("div.nbs-surface",{tabindex:"0",role:"applic\
ation","aria-roledescription":"batch grid","aria-label":"Batch slots by step. Arrow keys move, Enter chooses the request."},a),f=k("div.nbs-window",{},h),d=k("s\
pan.nbs-note"),m=k("div.nbs-info.nbs-none"),b=Ll("",{"aria-live":"polite"}),S=e.debounce(300,$=>Q(b,$)),M=e.frame(()=>{let{selected:$}=n.get(),x=s.table.some(([
O])=>O===$)?$:null;c&&oi(a,s,i,{theme:t,slots:l,chosen:x})}),L=()=>{let{index:$}=v;return m.classList.toggle("nbs-none",$===null),Q(m,$===null?"Point at a cell,\
 or move through the grid with the arrow keys.":li(s,$)),m.textContent},v=new Wn(h,{shape:()=>({total:i.total,columns:i.columns}),at:($,x)=>ti(i,$,x),rect:$=>ni(
i,$)},{onMove:($,x)=>{let O=L();$!==null&&x&&S(O)},onSelect:$=>{let{index:x}=Jt(s.cells[$]);x===null?n.set({selected:null}):n.toggle(s.table[x]?.[0]??null)},onEscape:()=>n.
set({selected:null})}),E=zn(e,()=>({caption:"The last steps, newest first",head:["Step","Computed","Idle slots"],body:[...oc(s)].reverse().slice(0,32)})),y=()=>{
i=Ls(s,c),h.style.width=`${i.width}px`,h.style.height=`${i.height}px`,v.place(),M()};return e.bind("batch",$=>{s=$s($);let x=si(s),O=s.columns?[`steps ${ce(s.first)}\
–${ce(s.first+s.columns-1)}`,`${qt(x)} of the slots idle`,s.mode&&`${s.mode} batching`,s.more&&`${Le(s.more,"more slot")} not shown`]:["no step yet"];Q(d,O.filter(
Boolean).join(" · ")),y(),L(),E.refresh()}),n.bind(M),t.watch(M),e.on("change:pool",M),e.observe(new ResizeObserver(([{contentRect:$}])=>{$.width!==c&&(c=$.width,
y())}),f),Rt("batch","Batch","Each row is a place in the batch, each column one step, the newest at the right. With continuous batching a place is taken again a\
s soon as its request has finished; with static batching it stays idle until the whole batch has.",d,f,ic(),m,b,E.element)}function*oc(e){for(let t=0;t<e.columns;t++){
let n=[],l=0;for(let s=0;s<e.rows;s++){let i=s*e.columns+t,{index:c,kind:a,finished:h}=Jt(e.cells[i]);c===null?l++:n.push(`${hn(...e.table[c]??[])} ${a} ${e.counts[i]}${h?
" (finished)":""}`)}yield[ce(e.first+t),n.join(", "),ce(l)]}}function ic(){let e=(t,n)=>k("span.nbs-key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-hidden":"true"}),n);
return k("div.nbs-keys",{},e("prefill","prefill"),e("filled","decode"),e("recompute","recomputed"),e("pending","in the batch, not computed"),e("end","finished"),
e("taken","preempted"),e("free","idle slot"))}var ai=[30,26,22,18,16,14,12,11,10,9,8,7,6,5],rc=240,ac=.22;function Cs(e,t){let n=l=>{let s=Math.max(1,Math.min(e||1,Math.floor(t/l))),i=Math.ceil(e/s);return{
total:e,pitch:l,gap:l>=12?2:1,columns:s,rows:i,height:i*l}};return ai.map(n).find(({height:l})=>l<=rc)??n(ai.at(-1))}function ci({total:e,pitch:t,columns:n},l,s){
let[i,c]=[Math.floor(l/t),Math.floor(s/t)],a=c*n+i;return i<0||i>=n||c<0||a>=e?null:a}function Vl({pitch:e,gap:t,columns:n},l){let s=e-t;return{x:l%n*e,y:Math.floor(
l/n)*e,width:s,height:s}}var Bl=class{#e=new Uint32Array(0);#n="";#t=new Map;#l=null;#s=null;paint(t,{cells:n,blockSize:l},s,i,c,a=!1){let{pitch:h,columns:f,total:d}=s,
m=Math.floor(i.top/h)*f,b=Math.min(d,Math.ceil((i.top+i.height)/h)*f),S=[h,f,d,i.top,i.height,c.version,c.theme.ink(),devicePixelRatio].join(),M=a||S!==this.#n;
M&&this.#o(t,n,s,i,c),this.#n=S,t.save(),t.translate(0,-i.top);let L=0;for(let v=m;v<b;v++){if(!M&&this.#e[v]===n[v])continue;L++,this.#e[v]=n[v];let{x:E,y,width:$}=Vl(
s,v);M||t.clearRect(E,y,h,h);let x=c.chosen?.get(v);t.globalAlpha=c.chosen&&x===void 0?ac:1;let O=Vn(n[v],l);if(O.state==="used"){this.#i(t,O,E,y,$,c,x);continue}
t.fillStyle=O.state==="cached"?this.#s:this.#l;let D=1;if(M){let U=n[v],W=Math.min(b,v-v%f+f);for(;v+1<W&&n[v+1]===U;)this.#e[++v]=U,D++;L+=D-1}t.fillRect(E,y,D*
h,h)}return t.restore(),L}#o(t,n,{pitch:l,gap:s,columns:i},c,{theme:a}){let h=l-s;t.clearRect(0,0,i*l,c.height),this.#e=new Uint32Array(n.length),this.#t.clear();
let f=d=>{d.strokeStyle=a.ink(.34),d.lineWidth=1,d.strokeRect(.5,.5,h-1,h-1)};this.#l=Ps(t,l,f),this.#s=Ps(t,l,d=>{Fl(d,0,0,h,h,a.ink(h<8?.6:.5),h<8?3:4),f(d)})}#i(t,n,l,s,i,c,a){
let{full:h,tint:f}=this.#a(n.slot??0,c.theme),d=Math.max(n.tokens?1:0,Math.round(n.share*i));if(d<i&&(t.fillStyle=f,t.fillRect(l,s,i,i-d)),t.fillStyle=h,t.fillRect(
l,s+i-d,i,d),n.refs>1){let b=Math.max(2,Math.round(i*.36));t.fillStyle=c.theme.ink(),t.beginPath(),t.moveTo(l+i-b,s),t.lineTo(l+i,s),t.lineTo(l+i,s+b),t.fill()}
let m=a??(i>=24?c.labels.get(n.slot):"");m&&i>=14&&this.#r(t,m,l+i/2,s+i/2+1,i,c.theme.dark,n.share<.7)}#r(t,n,l,s,i,c,a){let[h,f]=c?["#fff","#000"]:["#000","#f\
ff"];t.font=`${i>=24?10:9}px system-ui, sans-serif`,t.textAlign="center",t.textBaseline="middle",a&&(t.lineWidth=2.5,t.lineJoin="round",t.strokeStyle=f,t.strokeText(
n,l,s,i-2)),t.fillStyle=a?h:f,t.fillText(n,l,s,i-2)}#a(t,{dark:n}){let l=this.#t.get(t);return l||(l={full:wt(t,n),tint:wt(t,n,.3)},this.#t.set(t,l)),l}};function ui(e){let t=new Map;for(let n of e)n.blocks.forEach((l,s)=>{let i=t.get(l);i?i.push({owner:n,logical:s}):t.set(l,[{owner:n,logical:s}])});return t}function Nt({
label:e,request:t,answer:n}){return e??hn(t,n)}function fi(e,t){let n=new Map;for(let l of e)l.request===t&&l.blocks.forEach((s,i)=>n.set(s,String(i)));return n.
size?n:null}function hi(e,t,n=()=>1){return e.blocks.map((l,s)=>({logical:s,block:l,filled:Math.max(0,Math.min(t,e.computed-s*t)),size:t,shared:n(l)>1}))}function pi(e,t,n,l){
let s=`Block ${e}`;if(t.state==="free")return`${s}: free.`;if(t.state==="cached")return`${s}: cached. Nobody uses it; its ${Le(t.tokens,"token")} can be found a\
gain (prefix cache).`;let i=n.map(({owner:h,logical:f})=>`${Nt(h)} (logical block ${f})`),c=i.length>4?[...i.slice(0,3),`${i.length-3} more`]:i,a=t.published?";\
 in the prefix cache":"";return`${s}: ${t.tokens} of ${l} tokens, ${Le(t.refs,"reference")}${t.refs>1?" (shared)":""}${a}${c.length?`. ${c.join(", ")}`:""}.`}function di(e){
let[t,n,l]=[0,0,0];for(let s of e){let i=s>>>24&63;i?t++:s&1073741824&&l++,i>1&&n++}return{used:t,shared:n,cached:l,free:e.length-t-l}}var Hn=20,Wt={width:104,height:16},ql=92,ul=64;function cc(e){let t=new Map([...e].sort((n,l)=>n.block-l.block).map(({block:n},l)=>[n,l]));return e.map((n,l)=>({
...n,left:l*Hn,right:t.get(n.block)*Hn}))}function uc(e){return e.length>ul?[...e.slice(0,ul/2),...e.slice(-ul/2)]:e}function gi(e,t,n,l){return e.map(s=>{let i=hi(
s,t,n),c=cc(uc(i)),a=wt(s.slot,l),h=2*Wt.width+ql,f=Se("svg",{width:h,height:c.length*Hn,viewBox:`0 0 ${h} ${c.length*Hn}`,role:"img","aria-label":fc(s,c)},c.map(
d=>hc(d,a)),c.map(d=>mi(0,d.left,d,a,`${d.logical}`)),c.map(d=>mi(Wt.width+ql,d.right,d,a,`#${d.block}${d.shared?" shared":""}`)));return k("figure.nbs-map",{},
k("figcaption",{},k("b",{},Nt(s)),` ${Le(s.computed,"token")} in ${Le(i.length,"block")}`),k("div.nbs-columns",{style:{width:`${h}px`},"aria-hidden":"true"},k("\
span",{},"logical"),k("span",{},"physical")),k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":`Block table of ${Nt(s)}`},f),i.length>ul?k("p.nbs-note",
{},`The first and the last ${ul/2} of ${Le(i.length,"block")}.`):null)})}function fc(e,t){let n=t.map(({logical:l,block:s,filled:i,size:c})=>`${l} to ${s} (${i}\
/${c})`);return`Block table of ${Nt(e)}, logical to physical: ${n.join(", ")}`}function mi(e,t,{filled:n,size:l},s,i){let c=e===0;return Se("g",{transform:`tran\
slate(${e} ${t+2})`},Se("rect.nbs-slot",{width:Wt.width,height:Wt.height,rx:1}),Se("rect",{width:Wt.width*n/l,height:Wt.height,rx:1,fill:s,"fill-opacity":c?.28:
.5}),Se("text",{x:6,y:12},i),c?Se("text",{x:Wt.width-6,y:12,"text-anchor":"end"},`${n}/${l}`):null)}function hc({left:e,right:t},n){let[l,s]=[Wt.width+2,Wt.width+
ql-2],[i,c]=[e+Hn/2,t+Hn/2],a=ql*.45;return Se("path",{d:`M${l} ${i}C${l+a} ${i} ${s-a} ${c} ${s} ${c}`,fill:"none",stroke:n,"stroke-width":1.5})}var pc=40,bi=420;function wi({scope:e,theme:t,view:n,kernel:l}){let s=As(null),i=Cs(0,1),c=null,a={theme:t,labels:new Map,chosen:null,version:0},h=0,f=k("canvas",
{"aria-hidden":"true"}),d=k("div.nbs-surface",{tabindex:"0",role:"application","aria-roledescription":"block grid","aria-label":"Blocks of the KV cache. Arrow k\
eys move, Enter chooses the request."}),m=k("div.nbs-window",{},d);d.append(f);let b=k("div.nbs-info"),S=k("div.nbs-tokens"),M=Ll("",{"aria-live":"polite"}),L=k(
"div.nbs-legend",{role:"group","aria-label":"Running requests"}),v=k("span.nbs-note"),E=k("div.nbs-side",{hidden:!0}),y=new Bl,$=_=>(c??=ui(s.owners)).get(_)??[],
x=_=>s.cells[_]>>>24&63,O=e.frame(()=>{if(!h||!s.total)return;let _=Math.min(i.height,bi),K=cl(f,i.columns*i.pitch,_);if(!K)return;let se=Math.min(m.scrollTop,i.
height-_);f.style.transform=`translateY(${se}px)`,y.paint(K.context,s,i,{top:se,height:_},a,K.changed)}),D=()=>{i=Cs(s.total,h),d.style.width=`${i.columns*i.pitch}\
px`,d.style.height=`${i.height}px`,G.place(),O()},U=_=>{a={...a,..._,version:a.version+1},O()},W=e.debounce(150,async _=>{let{block:K}=await l.ask({do:"block",number:_});
if(K?.number!==G.index)return;let se=K.text.map(ae=>k("span",{},ei(ae)));S.replaceChildren(...se),G.byKeyboard&&B(`${b.textContent} Text: ${K.text.join("")}`)}),
B=e.debounce(350,_=>Q(M,_)),H=0,A=(_,K)=>{S.replaceChildren(),W.cancel(),Y(),_!==null&&(H=s.cells[_],K&&(B(b.textContent),V(_)),Vn(H,s.blockSize).tokens&&W(_))},
Y=()=>{let _=G.index;b.classList.toggle("nbs-none",_===null),_===null?Q(b,"Point at a block, or move through the grid with the arrow keys."):Q(b,pi(_,Vn(s.cells[_],
s.blockSize),$(_),s.blockSize))},V=_=>{let{y:K,height:se}=Vl(i,_);K<m.scrollTop?m.scrollTop=K:K+se>m.scrollTop+m.clientHeight&&(m.scrollTop=K+se-m.clientHeight)},
G=new Wn(d,{shape:()=>({total:s.total,columns:i.columns,page:Math.floor(bi/i.pitch)}),at:(_,K)=>ci(i,_,K),rect:_=>Vl(i,_)},{onMove:A,onSelect:_=>{let K=$(_),{selected:se}=n.
get(),ae=K.findIndex(({owner:X})=>X.request===se);n.set({selected:K.length?K[ae+1]?.owner.request??(ae<0?K[0].owner.request:null):null})},onEscape:()=>n.set({selected:null})}),
z=new Map,ne=k("span.nbs-note"),I=_=>k("button.nbs-chip",{type:"button",title:_.prompt||null,onclick:()=>n.toggle(_.request)},k("i",{"aria-hidden":"true"}),Nt(_)),
Ie=()=>{let{selected:_}=n.get(),K=z;z=new Map;for(let X of s.owners.slice(0,pc)){let Oe=Nt(X),Pe=K.get(Oe)??I(X);z.set(Oe,Pe),bt(Pe,"aria-pressed",String(X.request===
_)),Pe.firstChild.style.background=wt(X.slot,t.dark)}let se=s.owners.length-z.size,ae=_!==null&&!s.owners.some(X=>X.request===_);Q(ne,[se>0&&`and ${ce(se)} more`,
ae&&`r${_} owns no blocks: it waits, or has ended.`].filter(Boolean).join(" · ")),Pl(L,[...z.values(),ne])},be=null,re=e.frame(()=>{let{selected:_}=n.get(),K=s.
owners.filter(oe=>oe.request===_),se=JSON.stringify([_,t.dark,K.map(({slot:oe,computed:Ue,blocks:ut})=>[oe,Ue,ut,ut.map(x)])]);if(se===be)return;be=se,E.hidden=
!K.length;let ae=[...E.querySelectorAll(".nbs-scroll")].map(oe=>oe.scrollTop),X={type:"button","aria-label":"Close the block table",onclick:()=>n.set({selected:null})},
Oe=k("header",{},k("h4",{},"Block table"),k("button",X,"Close")),Pe=E.contains(document.activeElement)&&document.activeElement.tagName==="BUTTON";E.replaceChildren(
Oe,...gi(K,s.blockSize,x,t.dark)),E.querySelectorAll(".nbs-scroll").forEach((oe,Ue)=>oe.scrollTop=ae[Ue]??0),Pe&&Oe.querySelector("button").focus()}),he=zn(e,()=>({
caption:"Running requests and their block tables",head:["Request","Tokens held","Blocks","Block table (logical order)"],body:s.owners.map(_=>[Nt(_),ce(_.computed),
ce(_.blocks.length),_.blocks.join(" ")])})),ee=()=>{let{selected:_}=n.get(),K=_===null?null:fi(s.owners,_),se=a.chosen?[...a.chosen].join():"";(K?[...K].join():
"")!==se&&U({chosen:K}),Ie(),re()};return e.bind("pool",_=>{let K=s.total;s=As(_),c=null;let se=new Map(s.owners.map(oe=>[oe.slot,Nt(oe)]));[...se].some(([oe,Ue])=>(a.
labels.get(oe)??Ue)!==Ue)&&a.version++,a.labels=se,K!==s.total&&D();let{used:ae,shared:X,cached:Oe,free:Pe}=di(s.cells);Q(v,`${ce(ae)} in use (${ce(X)} shared) \
· ${ce(Oe)} cached · ${ce(Pe)} free · ${s.blockSize} tokens a block`),Y(),G.index!==null&&s.cells[G.index]!==H&&(H=s.cells[G.index],Vn(H,s.blockSize).tokens?
W(G.index):S.replaceChildren()),ee(),he.refresh(),O()}),n.bind(ee),t.watch(()=>{U({}),Ie(),re()}),m.addEventListener("scroll",O),e.observe(new ResizeObserver(([
{contentRect:_}])=>{_.width!==h&&(h=_.width,D())}),m),Rt("blocks","Blocks","Each cell is a block: room for the keys and values of a few consecutive tokens. A re\
quest takes blocks as it grows, anywhere in the pool, and its block table says which; blocks with the same beginning are shared. Choose a request to see its tab\
le.",v,k("div.nbs-split",{},k("div.nbs-main",{},m,dc(),L,b,S,M,he.element),E))}function dc(){let e=(t,n)=>k("span.nbs-key",{},k(`i.nbs-sample.nbs-${t}`,{"aria-h\
idden":"true"}),n);return k("div.nbs-keys",{},e("filled","in use, full"),e("partly","partly filled"),e("shared","shared"),e("cached","cached, nobody's"),e("free",
"free"))}var ki={idle:["○","idle"],running:["●","running"],asleep:["◐","asleep"],closed:["□","closed"],failed:["✕","failed"],replay:["▷","replay"]};function yi(e){
return e?.state==="closed"?"The engine is closed.":e?.state==="failed"?"The engine has failed.":e?.state==="replay"?"This is a recording.":null}function Si({model:e,
scope:t,kernel:n}){let l=k("h2"),s=k("span.nbs-about"),i=k("span",{"aria-hidden":"true"}),c=k("span"),a=k("span.nbs-state",{role:"status"},i,c),h=k("span.nbs-no\
tice",{role:"status"}),f=W=>Q(h,W),d=t.debounce(4e3,()=>f("")),m=async(W,B)=>{d.cancel(),f("");let H=await n.ask(W,A=>f(A?Bn:""));f(H.ok?B??"":H.error??"That di\
d not work."),H.ok&&d()},b=(W,B,H)=>k("button",{type:"button",title:B,onclick:H},W),S=()=>!!e.get("now")?.paused,M=b("Pause admission","New requests wait; those\
 that run go on.",()=>m({do:S()?"resume":"pause"})),L=b("Cancel all…","Ends every request, running or waiting; their texts so far stay.",()=>O(!0)),v=b("Clear\
 prefix cache","Forgets cached blocks that no running request uses.",()=>m({do:"clear_prefix_cache"},"The prefix cache is empty.")),E=k("span"),y=b("Cancel them",
"",()=>{O(!1),m({do:"cancel_all"})}),$=b("Keep them","",()=>O(!1)),x=k("span.nbs-confirm",{role:"group","aria-label":"Cancel all requests?",hidden:!0},E,y,$),O=W=>{
let{running:B=0,waiting:H=0}=e.get("now")??{};Q(E,`Cancel ${Le(B+H,"request")}?`),x.hidden=!W,L.hidden=W,(W?$:L).focus()};x.addEventListener("keydown",W=>{W.key===
"Escape"&&O(!1)});let D=[M,L,v],U=k("div.nbs-buttons",{role:"group","aria-label":"Controls"},M,L,x,v);return mc()||U.append(b("Refresh","Updates do not come by \
themselves here.",()=>m({do:"refresh"}))),t.bind("now",W=>{let B=W??{};Q(l,B.engine??"engine"),Q(s,[B.model!==B.engine&&B.model,B.precision].filter(Boolean).join(
" · "));let[H,A]=ki[B.state]??ki.idle;Q(i,H),Q(c,B.paused&&!yi(B)?`${A}, admission paused`:A),a.dataset.state=B.state??"idle",bt(a,"title",B.at?`as of ${Zt(B.at)}`:
null);let Y=yi(B);for(let V of[...D,y])V.disabled=!!Y,Y&&(V.title=Y);U.hidden=B.state==="replay",Q(M,B.paused?"Resume admission":"Pause admission"),bt(M,"aria-p\
ressed",String(!!B.paused)),L.disabled||=!B.running&&!B.waiting}),k("div.nbs-top",{},k("div.nbs-title",{},l,s,a),U,h)}function mc(){return!globalThis.google?.colab}function gc(e){let t=[[["Output",Ds(fn(e.out_rate),"tokens/s")],["Prompts",Ds(fn(e.in_rate),"tokens/s")],["Running",ce(e.running??0)],["Waiting",ce(e.waiting??0)],
["Finished",ce(e.finished??0),wc(e)],["Preemptions",ce(e.preempted??0)],["Steps",ce(e.steps??0)]],[xi("TTFT",e.ttft),xi("TPOT",e.tpot),["ITL p99",Ee(e.itl_p99)],
["KV efficiency",qt(e.kv_efficiency)],["Prefix hits",qt(e.prefix_hit_rate)]]];return e.slo&&t[1].push(["SLO met",qt(e.slo.attainment),kc(e.slo)],["Goodput",Ds(fn(
e.slo.goodput),"req/s"),fl(e.throughput)?`of ${fn(e.throughput)} req/s`:""]),t}function bc(e){let t=e.kv_usage;return{share:fl(t)?Math.min(1,Math.max(0,t)):0,text:`${qt(
t,"–")} · ${ce(e.kv_used??0)} of ${Le(e.kv_total??0,"block")}`,word:Xo(t)}}function vi({scope:e}){let t=k("div.nbs-bar"),n=k("div.nbs-meter",{role:"meter","a\
ria-label":"KV usage","aria-valuemin":"0","aria-valuemax":"100"},t,Ti(.9),Ti(.98)),l=k("span.nbs-figure"),s=k("strong.nbs-word"),i=k("div.nbs-figures"),c=new Map,
a="",h=f=>{c.clear();let d=m=>k("dl",{},m.map(([b])=>{let S={value:k("span.nbs-value"),note:k("span.nbs-note")};return c.set(b,S),k("div",{},k("dt",{},b),k("dd",
{},S.value,S.note))}));i.replaceChildren(...f.map(d))};return e.bind("now",f=>{let d=gc(f??{}),m=d.map(L=>L.map(([v])=>v).join()).join(";");m!==a&&h(d),a=m;for(let[
L,v,E=""]of d.flat()){let y=c.get(L);Q(y.value,v),y.value.classList.toggle("nbs-none",v===Ot),Q(y.note,E)}let{share:b,text:S,word:M}=bc(f??{});t.style.setProperty(
"width",`${b*100}%`),Q(l,S),Q(s,M??""),n.dataset.level=M??"",n.setAttribute("aria-valuenow",String(Math.round(b*100))),n.setAttribute("aria-valuetext",M?`${S}, ${M}`:
S)}),Rt("now","Now","The engine's figures at this moment. TTFT is the time from submitting a request to its first token, TPOT the time per token after that, ITL\
 the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. KV usage is the part of the pool's blocks that running requests\
 own.",k("div.nbs-usage",{},k("span.nbs-label",{},"KV usage"),n,l,s),i)}var fl=e=>e!=null;function Ds(e,t){return e===Ot?e:`${e} ${t}`}function xi(e,t){return!t||
!fl(t[0])?[e,Ot]:[e,Ee(t[0]),`p95 ${Ee(t[1])} · p99 ${Ee(t[2])}`]}function wc(e){return[e.cancelled&&`${ce(e.cancelled)} cancelled`,e.failed&&`${ce(e.failed)} \
failed`].filter(Boolean).join(" · ")}function kc({ttft_ms:e,tpot_ms:t}){return[fl(e)&&`TTFT ≤ ${Ee(e/1e3)}`,fl(t)&&`TPOT ≤ ${Ee(t/1e3)}`].filter(Boolean).join(
" · ")}function Ti(e){return k("i",{style:{left:`${e*100}%`},"aria-hidden":"true"})}var yc=[.25,.5,1,2,5,10];function _i({model:e,scope:t,kernel:n}){let l=k("button",{type:"button"}),s=k("input",{type:"range",min:"0",step:"1","aria-label":"Step\
 of the recording"}),i=k("output.nbs-figure"),c=k("select",{"aria-label":"Speed"},yc.map(S=>k("option",{value:S},`${S}×`))),a=k("span.nbs-notice",{role:"status"}),
h=k("div.nbs-replay",{role:"group","aria-label":"Replay",hidden:!0},l,s,i,c,a),f=async S=>{let M=await n.ask(S,L=>Q(a,L?Bn:""));Q(a,M.ok?"":M.error??"That did n\
ot work.")},d=S=>f({do:"play",playing:!!e.get("replay")?.playing,speed:Number(c.value),...S});l.addEventListener("click",()=>d({playing:!e.get("replay")?.playing})),
c.addEventListener("change",()=>d({}));let m=!1,b=t.debounce(60,S=>f({do:"seek",position:S}));return s.addEventListener("input",()=>{m=!0,Q(i,Os(Number(s.value),
Number(s.max)+1)),b(Number(s.value))}),s.addEventListener("change",()=>m=!1),t.bind("replay",S=>{if(h.hidden=!S?.steps,h.hidden)return;s.max=String(Math.max(0,S.
steps-1)),m||(s.value=String(S.position),Q(i,Os(S.position,S.steps))),s.setAttribute("aria-valuetext",Os(S.position,S.steps)),Q(l,S.playing?"Pause":"Play");let M=String(
S.speed);[...c.options].some(L=>L.value===M)||c.append(k("option",{value:M},`${M}×`)),document.activeElement!==c&&(c.value=M)}),h}function Os(e,t){return`step ${ce(
e+1)} of ${ce(t)}`}function Wl(e,t){return e.find(([n])=>n===t||n.startsWith(`${t} `))?.[1]??null}var Sc=["finished","cancelled","failed"];function Mi({events:e=[],itl:t=[]},n=0){
let l=Wl(e,"scheduled"),s=Wl(e,"first token"),i=t.map(d=>{if(s===null)return[];let m=s;return[s,...d.map(b=>m+=b)]}),a=Sc.map(d=>Wl(e,d)).find(d=>d!==null)??null??
Math.max(n,...e.map(([,d])=>d),...i.map(d=>d.at(-1)??0)),h=[["queued",Wl(e,"queued")??0],["prefill",l],["decode",s]].filter(([,d])=>d!==null),f=h.map(([d,m],b)=>({
name:d,from:m,to:h[b+1]?.[1]??Math.max(m,a)}));return{end:a,phases:f,chunks:e.filter(([d])=>d.startsWith("prefill ")||d.startsWith("recompute ")).map(([d,m])=>({
name:d,at:m})),preemptions:e.filter(([d])=>d==="preempted").map(([,d])=>d),answers:i}}function Ei(e,t=6){if(!(e>0))return[0];let n=e/t,l=10**Math.floor(Math.log10(
n)),s=[1,2,5,10].map(i=>i*l).find(i=>i>=n);return Array.from({length:Math.floor(e/s+1e-9)+1},(i,c)=>c*s)}function Rs(e,t){if(!e.length)return null;let n=[...e].
sort((l,s)=>l-s);return n[Math.max(0,Math.ceil(t*n.length)-1)]}var Ai=62,In=18;function Pi({model:e,scope:t,theme:n,slots:l},s){let i=k("h4"),c=k("span.nbs-note"),a=k("div.nbs-timeline"),h=k("p.nbs-note"),f=k("pre"),d=k("di\
v.nbs-texts"),m=k("dl.nbs-params"),b=k("ol.nbs-events"),S=k("article.nbs-detail",{hidden:!0,tabindex:"-1","aria-label":"Request in detail"},k("header",{},i,c,k(
"button",{type:"button",onclick:()=>s()},"Close")),a,h,k("h5",{},"Prompt"),f,d,k("h5",{},"Parameters"),m,k("details.nbs-table",{},k("summary",{},"Show events as\
 a list"),b));S.addEventListener("keydown",v=>{v.key==="Escape"&&(v.stopPropagation(),s())});let M=[],L=t.frame(()=>{let v=e.get("detail");v?.events&&a.clientWidth&&
a.replaceChildren(_c(Mi(v,vc(e,v)),a.clientWidth,E=>wt(l.slot(v.id,E),n.dark)))});return t.bind("detail",v=>{if(S.hidden=!Number.isInteger(v?.id),S.hidden)return;
let{texts:E=[],params:y={},itl:$=[]}=v;Q(i,`Request r${v.id}`),Q(c,[v.state,E.length>1&&Le(E.length,"answer")].filter(Boolean).join(" · ")),Q(h,Tc($.flat())),Q(
f,v.prompt??""),M.length!==E.length&&(M=E.map(()=>k("pre")),d.replaceChildren(...M.flatMap((x,O)=>[k("h5",{},E.length>1?`Answer ${O}`:"Answer"),x]))),E.forEach(
(x,O)=>{Q(M[O],x||"No text yet."),M[O].classList.toggle("nbs-none",!x)}),$i(m,Object.entries(y),([x,O])=>k("div",{},k("dt",{},x),k("dd",{},xc(x,O)))),Object.keys(
y).length||m.replaceChildren(k("div",{},k("dt",{},"all as by default"))),$i(b,v.events??[],([x,O])=>k("li",{},k("span.nbs-figure",{},Ee(O)),` ${x}`)),L()}),t.on(
"change:requests",L),n.watch(L),t.observe(new ResizeObserver(L),a),S}function $i(e,t,n){let l=JSON.stringify(t);e.nbsShown!==l&&(e.nbsShown=l,e.replaceChildren(
...t.map(n)))}function xc(e,t){return typeof t=="string"&&e!=="seed"?JSON.stringify(t):typeof t=="boolean"?t?"True":"False":typeof t=="object"?JSON.stringify(t):
String(t)}function Tc(e){return e.length?`ITL: median ${Ee(Rs(e,.5))}, p99 ${Ee(Rs(e,.99))}, longest ${Ee(Math.max(...e))}.`:""}function vc(e,{id:t,state:n}){if(n!==
"waiting"&&n!=="running")return 0;let l=e.get("requests")?.rows.find(i=>i.id===t)?.submitted,s=e.get("now")?.at;return l&&s?Math.max(0,s-l):0}function _c(e,t,n){
let l=e.end||1,s=f=>Ai+f/l*(t-Ai-12),c=(1+e.answers.length)*(In+6)+22,a=f=>f*(In+6)+1,h=e.phases.map(({name:f,from:d,to:m})=>`${f} ${Ee(m-d)}`).join(", ");return Se(
"svg",{width:t,height:c,viewBox:`0 0 ${t} ${c}`,role:"img","aria-label":`Timeline: ${h}${e.preemptions.length?`, ${Le(e.preemptions.length,"preemption")}`:""}`},
Ei(l,t>600?8:4).map(f=>Se("g",{},Se("line.nbs-rule",{x1:s(f),x2:s(f),y1:0,y2:c-18}),Se("text",{x:s(f),y:c-4,"text-anchor":f?f>l*.96?"end":"middle":"start"},Nl(f)))),
Se("text",{x:0,y:a(0)+13},"phases"),e.phases.map(({name:f,from:d,to:m})=>{let b=Math.max(1,s(m)-s(d));return Se(`g.nbs-phase.nbs-${f}`,{style:{"--hue":n(0)}},Se(
"title",{},`${f}: ${Ee(m-d)}`),Se("rect",{x:s(d),y:a(0),width:b,height:In}),b>46?Se("text",{x:s(d)+5,y:a(0)+13},f):null)}),e.chunks.map(({name:f,at:d})=>Se("lin\
e.nbs-chunk",{x1:s(d),x2:s(d),y1:a(0),y2:a(0)+In},Se("title",{},`${f} at ${Ee(d)}`))),e.preemptions.map(f=>Se("g",{},Se("title",{},`preempted at ${Ee(f)}`),Se("\
path.nbs-preempted",{d:`M${s(f)-5} ${a(0)}h10l-5 8z`}),Se("line.nbs-preempted",{x1:s(f),x2:s(f),y1:a(0),y2:a(0)+In}))),e.answers.map((f,d)=>[Se("text",{x:0,y:a(
d+1)+13},e.answers.length>1?`tokens ${d}`:"tokens"),Se("path",{d:Mc(f,s,a(d+1)),stroke:n(d),"stroke-width":1.25,fill:"none"})]))}function Mc(e,t,n){return[...new Set(
e.map(s=>Math.round(t(s)*2)/2))].map(s=>`M${s} ${n+1}v${In-2}`).join("")}var hl=[{key:"submitted",title:"Request"},{key:"state",title:"State",text:!0},{key:"prompt",title:"Prompt",text:!0},{key:"prompt_tokens",title:"Prompt tokens",short:"\
In"},{key:"cached_tokens",title:"Tokens taken from the prefix cache",short:"Cached"},{key:"output_tokens",title:"Output tokens",short:"Out"},{key:"queue",title:"\
Time in the queue",short:"Queue"},{key:"ttft",title:"TTFT, submit to first token",short:"TTFT"},{key:"tpot",title:"TPOT, time per output token",short:"TPOT"},{key:"\
e2el",title:"E2EL, submit to last token",short:"E2EL"},{key:"preemptions",title:"Preemptions",short:"Preempt."}];function Li(e,t,n){let l=n?-1:1,s=i=>i==null;return[
...e].sort((i,c)=>{let[a,h]=[i[t],c[t]];if(s(a)||s(h))return s(a)-s(h)||c.id-i.id;let f=typeof a=="string"?a.localeCompare(h):a-h;return l*f||c.id-i.id})}function Ci(e,t){
let n=hl.find(l=>l.key===t)?.text??!1;return{sort:t,descending:e.sort===t?!e.descending:!n}}var Ec=new Set(["waiting","running"]);function Ac(e){let t=e.reason&&e.reason!==e.state?` (${e.reason})`:"";return[e.answers>1?`r${e.id} ×${e.answers}`:`r${e.id}`,
`${e.state}${t}`,e.prompt,ce(e.prompt_tokens),ce(e.cached_tokens),ce(e.output_tokens),Ee(e.queue,"–"),Ee(e.ttft,"–"),Ee(e.tpot,"–"),Ee(e.e2el,"–"),ce(e.
preemptions)]}function Di(e){let{model:t,scope:n,view:l,kernel:s}=e,i=k("span.nbs-note"),c=k("span.nbs-notice",{role:"status"}),a=async E=>{let y=await s.ask(E,
$=>Q(c,$?Bn:""));Q(c,y.ok?"":y.error??"That did not work.")},h=hl.map(({key:E,title:y,short:$})=>{let x=k("button",{type:"button",title:y,onclick:()=>l.set(Ci(l.
get(),E))},$??y);return k(`th.nbs-${E}`,{scope:"col"},x)}),f=k("tbody"),d=k("p.nbs-none",{},"No request yet."),m=k("table",{},k("thead",{},k("tr",{},h,k("th",{scope:"\
col"},k("span.nbs-unseen",{},"Action")))),f),b=k("div.nbs-scroll",{tabindex:"0",role:"region","aria-label":"Requests"},m),S=new Map,M=E=>{let y=hl.map(({key:D,text:U})=>k(
`td.nbs-${D}${U?"":".nbs-number"}`)),$=k("button.nbs-link",{type:"button","aria-label":`Open request ${E}`,onclick:()=>L(E)});y[0].append($);let x=k("button",{type:"\
button","aria-label":`Cancel request ${E}`,onclick:()=>a({do:"cancel",request:E})},"Cancel"),O=k("tr",{},y,k("td",{},x));return O.addEventListener("click",D=>{!D.
target.closest("button")&&!getSelection()?.toString()&&L(E)}),{line:O,cells:y,open:$,cancel:x}},L=E=>{let y=t.get("detail")?.id===E;a({do:y?"close":"open",request:E}),
y||l.set({selected:E})},v=()=>{let{rows:E=[],more:y=0}=t.get("requests")??{},{sort:$,descending:x,selected:O}=l.get(),D=["closed","failed","replay"].includes(t.
get("now")?.state),U=t.get("detail")?.id??null;h.forEach((A,Y)=>bt(A,"aria-sort",hl[Y].key===$?x?"descending":"ascending":null));let B=Li(E,$,x).map(A=>{S.has(A.
id)||S.set(A.id,M(A.id));let{line:Y,cells:V,open:G,cancel:z}=S.get(A.id);return Ac(A).forEach((ne,I)=>Q(I?V[I]:G,ne)),bt(G,"aria-expanded",String(A.id===U)),bt(
V[0],"title",`submitted at ${Zt(A.submitted)}`),bt(V[1],"title",A.reason),bt(V[2],"title",A.prompt),Y.dataset.state=A.state,Y.classList.toggle("nbs-chosen",A.id===
U||A.id===O),z.hidden=!Ec.has(A.state)||D,Y});Pl(f,B);let H=new Set(E.map(({id:A})=>A));for(let A of S.keys())H.has(A)||S.delete(A);d.hidden=E.length>0,m.hidden=
E.length===0,Q(i,y?`the newest ${ce(E.length)}, ${Le(y,"older one")} not shown`:E.length?Le(E.length,"request"):"")};return n.bind("requests",v),n.on("change:de\
tail",v),n.on("change:now",()=>{let E=t.get("now")?.state;E!==v.state&&v(),v.state=E}),l.bind(v),Rt("requests","Requests","Every request, newest first. TTFT inc\
ludes the time in the queue. Open one to see its texts, and when each of its tokens came.",i,c,d,b,Pi(e,()=>a({do:"close"})))}var $c="uplot",Pc="u-hz",Lc="u-vt",Cc="u-title",Dc="u-wrap",Oc="u-under",Rc="u-over",Nc="u-axis",mn="u-off",Fc="u-select",Bc="u-cursor-x",Vc="u-cursor-y",qc="u-\
cursor-pt",Wc="u-legend",zc="u-live",Hc="u-inline",Ic="u-series",Uc="u-marker",Oi="u-label",Gc="u-value",dl="width",ml="height";var Ri="bottom",Un="left",Ns="right",Xs="#000",Ni=Xs+"0",Fs="mousemove",Fi="mousedown",Bs="mouseup",Bi="mouseenter",Vi="mouseleave",qi="dblclick",jc="resize",Yc="\
scroll",Wi="change",Gl="dppxchange",eo="--",Qn=typeof window<"u",Hs=Qn?document:null,jn=Qn?window:null,Kc=Qn?navigator:null,de,zl;function Is(){let e=devicePixelRatio;
de!=e&&(de=e,zl&&Gs(Wi,zl,Is),zl=matchMedia(`(min-resolution: ${de-.001}dppx) and (max-resolution: ${de+.001}dppx)`),gn(Wi,zl,Is),jn.dispatchEvent(new CustomEvent(
Gl)))}function rt(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Us(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function _e(e,t,n){
e.style[t]=n+"px"}function _t(e,t,n,l){let s=Hs.createElement(e);return t!=null&&rt(s,t),n?.insertBefore(s,l),s}function kt(e,t){return _t("div",e,t)}var zi=new WeakMap;
function Ft(e,t,n,l,s){let i="translate("+t+"px,"+n+"px)",c=zi.get(e);i!=c&&(e.style.transform=i,zi.set(e,i),t<0||n<0||t>l||n>s?rt(e,mn):Us(e,mn))}var Hi=new WeakMap;
function Ii(e,t,n){let l=t+n,s=Hi.get(e);l!=s&&(Hi.set(e,l),e.style.background=t,e.style.borderColor=n)}var Ui=new WeakMap;function Gi(e,t,n,l){let s=t+""+n,i=Ui.
get(e);s!=i&&(Ui.set(e,s),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-n/2+"px":0)}var to={passive:!0},Jc={...to,
capture:!0};function gn(e,t,n,l){t.addEventListener(e,n,l?Jc:to)}function Gs(e,t,n,l){t.removeEventListener(e,n,to)}Qn&&Is();function Mt(e,t,n,l){let s;n=n||0,l=
l||t.length-1;let i=l<=2147483647;for(;l-n>1;)s=i?n+l>>1:at((n+l)/2),t[s]<e?n=s:l=s;return e-t[n]<=t[l]-e?n:l}function yr(e){return(n,l,s)=>{let i=-1,c=-1;for(let a=l;a<=
s;a++)if(e(n[a])){i=a;break}for(let a=s;a>=l;a--)if(e(n[a])){c=a;break}return[i,c]}}var Sr=e=>e!=null,xr=e=>e!=null&&e>0,Kl=yr(Sr),Zc=yr(xr);function Qc(e,t,n,l=0,s=!1){
let i=s?Zc:Kl,c=s?xr:Sr;[t,n]=i(e,t,n);let a=e[t],h=e[t];if(t>-1)if(l==1)a=e[t],h=e[n];else if(l==-1)a=e[n],h=e[t];else for(let f=t;f<=n;f++){let d=e[f];c(d)&&(d<
a?a=d:d>h&&(h=d))}return[a??we,h??-we]}function Jl(e,t,n,l){let s=Ki(e),i=Ki(t);e==t&&(s==-1?(e*=n,t/=n):(e/=n,t*=n));let c=n==10?zt:Tr,a=s==1?at:yt,h=i==1?yt:at,
f=a(c(Fe(e))),d=h(c(Fe(t))),m=Yn(n,f),b=Yn(n,d);return n==10&&(f<0&&(m=ke(m,-f)),d<0&&(b=ke(b,-d))),l||n==2?(e=m*s,t=b*i):(e=Er(e,m),t=Zl(t,b)),[e,t]}function no(e,t,n,l){
let s=Jl(e,t,n,l);return e==0&&(s[0]=0),t==0&&(s[1]=0),s}var lo=.1,ji={mode:3,pad:lo},bl={pad:0,soft:null,mode:0},Xc={min:bl,max:bl};function jl(e,t,n,l){return Ql(
n)?Yi(e,t,n):(bl.pad=n,bl.soft=l?0:null,bl.mode=l?3:0,Yi(e,t,Xc))}function fe(e,t){return e??t}function eu(e,t,n){for(t=fe(t,0),n=fe(n,e.length-1);t<=n;){if(e[t]!=
null)return!0;t++}return!1}function Yi(e,t,n){let l=n.min,s=n.max,i=fe(l.pad,0),c=fe(s.pad,0),a=fe(l.hard,-we),h=fe(s.hard,we),f=fe(l.soft,we),d=fe(s.soft,-we),
m=fe(l.mode,0),b=fe(s.mode,0),S=t-e,M=zt(S),L=et(Fe(e),Fe(t)),v=zt(L),E=Fe(v-M);(S<1e-24||E>10)&&(S=0,(e==0||t==0)&&(S=1e-24,m==2&&f!=we&&(i=0),b==2&&d!=-we&&(c=
0)));let y=S||L||1e3,$=zt(y),x=Yn(10,at($)),O=y*(S==0?e==0?.1:1:i),D=ke(Er(e-O,x/10),24),U=e>=f&&(m==1||m==3&&D<=f||m==2&&D>=f)?f:we,W=et(a,D<U&&e>=U?U:Et(U,D)),
B=y*(S==0?t==0?.1:1:c),H=ke(Zl(t+B,x/10),24),A=t<=d&&(b==1||b==3&&H>=d||b==2&&H<=d)?d:-we,Y=Et(h,H>A&&t<=A?A:et(A,H));return W==Y&&W==0&&(Y=100),[W,Y]}var tu=new Intl.
NumberFormat(Qn?Kc.language:"en-US"),so=e=>tu.format(e),ct=Math,Ul=ct.PI,Fe=ct.abs,at=ct.floor,Ne=ct.round,yt=ct.ceil,Et=ct.min,et=ct.max,Yn=ct.pow,Ki=ct.sign,zt=ct.
log10,Tr=ct.log2,nu=(e,t=1)=>ct.sinh(e)*t,Vs=(e,t=1)=>ct.asinh(e/t),we=1/0;function Ji(e){return(zt((e^e>>31)-(e>>31))|0)+1}function js(e,t,n){return Et(et(e,t),
n)}function vr(e){return typeof e=="function"}function ie(e){return vr(e)?e:()=>e}var lu=()=>{},_r=e=>e,Mr=(e,t)=>t,su=e=>null,Zi=e=>!0,Qi=(e,t)=>e==t,ou=/\.\d*?(?=9{6,}|0{6,})/gm,
bn=e=>{if($r(e)||Xt.has(e))return e;let t=`${e}`,n=t.match(ou);if(n==null)return e;let l=n[0].length-1;if(t.indexOf("e-")!=-1){let[s,i]=t.split("e");return+`${bn(
s)}e${i}`}return ke(e,l)};function pn(e,t){return bn(ke(bn(e/t))*t)}function Zl(e,t){return bn(yt(bn(e/t))*t)}function Er(e,t){return bn(at(bn(e/t))*t)}function ke(e,t=0){
if($r(e))return e;let n=10**t,l=e*n*(1+Number.EPSILON);return Ne(l)/n}var Xt=new Map;function Ar(e){return((""+e).split(".")[1]||"").length}function kl(e,t,n,l){
let s=[],i=l.map(Ar);for(let c=t;c<n;c++){let a=Fe(c),h=ke(Yn(e,c),a);for(let f=0;f<l.length;f++){let d=e==10?+`${l[f]}e${c}`:l[f]*h,m=(c>=0?0:a)+(c>=i[f]?0:i[f]),
b=e==10?d:ke(d,m);s.push(b),Xt.set(b,m)}}return s}var wl={},oo=[],Kn=[null,null],Qt=Array.isArray,$r=Number.isInteger,iu=e=>e===void 0;function Xi(e){return typeof e==
"string"}function Ql(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function ru(e){return e!=null&&typeof e=="object"}var au=Object.getPrototypeOf(
Uint8Array),Pr="__proto__";function Jn(e,t=Ql){let n;if(Qt(e)){let l=e.find(s=>s!=null);if(Qt(l)||t(l)){n=Array(e.length);for(let s=0;s<e.length;s++)n[s]=Jn(e[s],
t)}else n=e.slice()}else if(e instanceof au)n=e.slice();else if(t(e)){n={};for(let l in e)l!=Pr&&(n[l]=Jn(e[l],t))}else n=e;return n}function De(e){let t=arguments;
for(let n=1;n<t.length;n++){let l=t[n];for(let s in l)s!=Pr&&(Ql(e[s])?De(e[s],Jn(l[s])):e[s]=Jn(l[s]))}return e}var cu=0,uu=1,fu=2;function hu(e,t,n){for(let l=0,
s,i=-1;l<t.length;l++){let c=t[l];if(c>i){for(s=c-1;s>=0&&e[s]==null;)e[s--]=null;for(s=c+1;s<n&&e[s]==null;)e[i=s++]=null}}}function pu(e,t){if(gu(e)){let c=e[0].
slice();for(let a=1;a<e.length;a++)c.push(...e[a].slice(1));return bu(c[0])||(c=mu(c)),c}let n=new Set;for(let c=0;c<e.length;c++){let h=e[c][0],f=h.length;for(let d=0;d<
f;d++)n.add(h[d])}let l=[Array.from(n).sort((c,a)=>c-a)],s=l[0].length,i=new Map;for(let c=0;c<s;c++)i.set(l[0][c],c);for(let c=0;c<e.length;c++){let a=e[c],h=a[0];
for(let f=1;f<a.length;f++){let d=a[f],m=Array(s).fill(void 0),b=t?t[c][f]:uu,S=[];for(let M=0;M<d.length;M++){let L=d[M],v=i.get(h[M]);L===null?b!=cu&&(m[v]=L,
b==fu&&S.push(v)):m[v]=L}hu(m,S,s),l.push(m)}}return l}var du=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function mu(e){let t=e[0],n=t.
length,l=Array(n);for(let i=0;i<l.length;i++)l[i]=i;l.sort((i,c)=>t[i]-t[c]);let s=[];for(let i=0;i<e.length;i++){let c=e[i],a=Array(n);for(let h=0;h<n;h++)a[h]=
c[l[h]];s.push(a)}return s}function gu(e){let t=e[0][0],n=t.length;for(let l=1;l<e.length;l++){let s=e[l][0];if(s.length!=n)return!1;if(s!=t){for(let i=0;i<n;i++)
if(s[i]!=t[i])return!1}}return!0}function bu(e,t=100){let n=e.length;if(n<=1)return!0;let l=0,s=n-1;for(;l<=s&&e[l]==null;)l++;for(;s>=l&&e[s]==null;)s--;if(s<=
l)return!0;let i=et(1,at((s-l+1)/t));for(let c=e[l],a=l+i;a<=s;a+=i){let h=e[a];if(h!=null){if(h<=c)return!1;c=h}}return!0}var Lr=["January","February","March",
"April","May","June","July","August","September","October","November","December"],Cr=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Dr(e){
return e.slice(0,3)}var wu=Cr.map(Dr),ku=Lr.map(Dr),yu={MMMM:Lr,MMM:ku,WWWW:Cr,WWW:wu};function pl(e){return(e<10?"0":"")+e}function Su(e){return(e<10?"00":e<100?
"0":"")+e}var xu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>pl(e.getMonth()+
1),M:e=>e.getMonth()+1,DD:e=>pl(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>pl(e.getHours()),H:e=>e.getHours(),
h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>pl(e.
getMinutes()),m:e=>e.getMinutes(),ss:e=>pl(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Su(e.getMilliseconds())};function io(e,t){t=t||yu;let n=[],l=/\{([a-z]+)\}|[^{]+/gi,
s;for(;s=l.exec(e);)n.push(s[0][0]=="{"?xu[s[1]]:s[0]);return i=>{let c="";for(let a=0;a<n.length;a++)c+=typeof n[a]=="string"?n[a]:n[a](i,t);return c}}var Tu=new Intl.
DateTimeFormat().resolvedOptions().timeZone;function vu(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==Tu?n=e:(n=new Date(
e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Or=e=>e%1==0,Yl=[1,2,2.5,5],_u=kl(10,-32,0,Yl),Rr=kl(10,0,32,Yl),Mu=Rr.filter(
Or),dn=_u.concat(Rr),ro=`
`,Nr="{YYYY}",er=ro+Nr,Fr="{M}/{D}",gl=ro+Fr,Hl=gl+"/{YY}",Br="{aa}",Eu="{h}:{mm}",Gn=Eu+Br,tr=ro+Gn,nr=":{ss}",me=null;function Vr(e){let t=e*1e3,n=t*60,l=n*60,
s=l*24,i=s*30,c=s*365,h=(e==1?kl(10,0,3,Yl).filter(Or):kl(10,-3,0,Yl)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,l,l*2,l*3,l*4,l*6,l*8,l*12,s,s*2,s*3,s*
4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,i,i*2,i*3,i*4,i*6,c,c*2,c*5,c*10,c*25,c*50,c*100]),f=[[c,Nr,me,me,me,me,me,me,1],[s*28,"{MMM}",er,me,me,me,me,me,1],[s,Fr,er,me,
me,me,me,me,1],[l,"{h}"+Br,Hl,me,gl,me,me,me,1],[n,Gn,Hl,me,gl,me,me,me,1],[t,nr,Hl+" "+Gn,me,gl+" "+Gn,me,tr,me,1],[e,nr+".{fff}",Hl+" "+Gn,me,gl+" "+Gn,me,tr,
me,1]];function d(m){return(b,S,M,L,v,E)=>{let y=[],$=v>=c,x=v>=i&&v<c,O=m(M),D=ke(O*e,3),U=qs(O.getFullYear(),$?0:O.getMonth(),x||$?1:O.getDate()),W=ke(U*e,3);
if(x||$){let B=x?v/i:0,H=$?v/c:0,A=D==W?D:ke(qs(U.getFullYear()+H,U.getMonth()+B,1)*e,3),Y=new Date(Ne(A/e)),V=Y.getFullYear(),G=Y.getMonth();for(let z=0;A<=L;z++){
let ne=qs(V+H*z,G+B*z,1),I=ne-m(ke(ne*e,3));A=ke((+ne+I)*e,3),A<=L&&y.push(A)}}else{let B=v>=s?s:v,H=at(M)-at(D),A=W+H+Zl(D-W,B);y.push(A);let Y=m(A),V=Y.getHours()+
Y.getMinutes()/n+Y.getSeconds()/l,G=v/l,z=b.axes[S]._space,ne=E/z;for(;A=ke(A+v,e==1?0:3),!(A>L);)if(G>1){let I=at(ke(V+G,6))%24,re=m(A).getHours()-I;re>1&&(re=
-1),A-=re*l,V=(V+G)%24;let he=y[y.length-1];ke((A-he)/v,3)*ne>=.7&&y.push(A)}else y.push(A)}return y}}return[h,f,d]}var[Au,$u,Pu]=Vr(1),[Lu,Cu,Du]=Vr(.001);kl(2,
-53,53,[1]);function lr(e,t){return e.map(n=>n.map((l,s)=>s==0||s==8||l==null?l:t(s==1||n[8]==0?l:n[1]+l)))}function sr(e,t){return(n,l,s,i,c)=>{let a=t.find(M=>c>=
M[0])||t[t.length-1],h,f,d,m,b,S;return l.map(M=>{let L=e(M),v=L.getFullYear(),E=L.getMonth(),y=L.getDate(),$=L.getHours(),x=L.getMinutes(),O=L.getSeconds(),D=v!=
h&&a[2]||E!=f&&a[3]||y!=d&&a[4]||$!=m&&a[5]||x!=b&&a[6]||O!=S&&a[7]||a[1];return h=v,f=E,d=y,m=$,b=x,S=O,D(L)})}}function Ou(e,t){let n=io(t);return(l,s,i,c,a)=>s.
map(h=>n(e(h)))}function qs(e,t,n){return new Date(e,t,n)}function or(e,t){return t(e)}var Ru="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function ir(e,t){return(n,l,s,i)=>i==
null?eo:t(e(l))}function Nu(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Fu(e,t){return e.series[t].fill(
e,t)}var Bu={show:!0,live:!0,isolate:!1,mount:lu,markers:{show:!0,width:2,stroke:Nu,fill:Fu,dash:"solid"},idx:null,idxs:null,values:[]};function Vu(e,t){let n=e.
cursor.points,l=kt(),s=n.size(e,t);_e(l,dl,s),_e(l,ml,s);let i=s/-2;_e(l,"marginLeft",i),_e(l,"marginTop",i);let c=n.width(e,t,s);return c&&_e(l,"borderWidth",c),
l}function qu(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Wu(e,t){let n=e.series[t].points;return n._stroke||n._fill}function zu(e,t){return e.
series[t].points.size}var Ws=[0,0];function Hu(e,t,n){return Ws[0]=t,Ws[1]=n,Ws}function Il(e,t,n,l=!0){return s=>{s.button==0&&(!l||s.target==t)&&n(s)}}function zs(e,t,n,l=!0){
return s=>{(!l||s.target==t)&&n(s)}}var Iu={show:!0,x:!0,y:!0,lock:!1,move:Hu,points:{one:!1,show:Vu,size:zu,width:0,stroke:Wu,fill:qu},bind:{mousedown:Il,mouseup:Il,
click:Il,dblclick:Il,mousemove:zs,mouseleave:zs,mouseenter:zs},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},
_x:!1,_y:!1},focus:{dist:(e,t,n,l,s)=>l-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},qr={
show:!0,stroke:"rgba(0,0,0,0.07)",width:2},ao=De({},qr,{filter:Mr}),Wr=De({},ao,{size:10}),zr=De({},qr,{show:!1}),co='12px system-ui, -apple-system, "Segoe UI",\
 Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Hr="bold "+co,Ir=1.5,rr={
show:!0,scale:"x",stroke:Xs,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Hr,side:2,grid:ao,ticks:Wr,border:zr,font:co,lineGap:Ir,rotate:0},
Uu="Value",Gu="Time",ar={show:!0,scale:"x",auto:!1,sorted:1,min:we,max:-we,idxs:[]};function ju(e,t,n,l,s){return t.map(i=>i==null?"":so(i))}function Yu(e,t,n,l,s,i,c){
let a=[],h=Xt.get(s)||0;n=c?n:ke(Zl(n,s),h);for(let f=n;f<=l;f=ke(f+s,h))a.push(Object.is(f,-0)?0:f);return a}function Ys(e,t,n,l,s,i,c){let a=[],h=e.scales[e.axes[t].
scale].log,f=h==10?zt:Tr,d=at(f(n));s=Yn(h,d),h==10&&(s=dn[Mt(s,dn)]);let m=n,b=s*h;h==10&&(b=dn[Mt(b,dn)]);do a.push(m),m=m+s,h==10&&!Xt.has(m)&&(m=ke(m,Xt.get(
s))),m>=b&&(s=m,b=s*h,h==10&&(b=dn[Mt(b,dn)]));while(m<=l);return a}function Ku(e,t,n,l,s,i,c){let h=e.scales[e.axes[t].scale].asinh,f=l>h?Ys(e,t,et(h,n),l,s):[
h],d=l>=0&&n<=0?[0]:[];return(n<-h?Ys(e,t,et(h,-l),-n,s):[h]).reverse().map(b=>-b).concat(d,f)}var Ur=/./,Ju=/[12357]/,Zu=/[125]/,cr=/1/,Ks=(e,t,n,l)=>e.map((s,i)=>t==
4&&s==0||i%l==0&&n.test(s.toExponential()[s<0?1:0])?s:null);function Qu(e,t,n,l,s){let i=e.axes[n],c=i.scale,a=e.scales[c],h=e.valToPos,f=i._space,d=h(10,c),m=h(
9,c)-d>=f?Ur:h(7,c)-d>=f?Ju:h(5,c)-d>=f?Zu:cr;if(m==cr){let b=Fe(h(1,c)-d);if(b<f)return Ks(t.slice().reverse(),a.distr,m,yt(f/b)).reverse()}return Ks(t,a.distr,
m,1)}function Xu(e,t,n,l,s){let i=e.axes[n],c=i.scale,a=i._space,h=e.valToPos,f=Fe(h(1,c)-h(2,c));return f<a?Ks(t.slice().reverse(),3,Ur,yt(a/f)).reverse():t}function ef(e,t,n,l){
return l==null?eo:t==null?"":so(t)}var ur={show:!0,scale:"y",stroke:Xs,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Hr,side:3,grid:ao,ticks:Wr,
border:zr,font:co,lineGap:Ir,rotate:0};function tf(e,t){let n=3+(e||1)*2;return ke(n*t,3)}function nf(e,t){let{scale:n,idxs:l}=e.series[0],s=e._data[0],i=e.valToPos(
s[l[0]],n,!0),c=e.valToPos(s[l[1]],n,!0),a=Fe(c-i),h=e.series[t],f=a/(h.points.space*de);return l[1]-l[0]<=f}var fr={scale:null,auto:!0,sorted:0,min:we,max:-we},
Gr=(e,t,n,l,s)=>s,hr={show:!0,auto:!0,sorted:0,gaps:Gr,alpha:1,facets:[De({},fr,{scale:"x"}),De({},fr,{scale:"y"})]},pr={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,
gaps:Gr,alpha:1,points:{show:nf,filter:null},values:null,min:we,max:-we,idxs:[],path:null,clip:null};function lf(e,t,n,l,s){return n/10}var jr={time:!0,auto:!0,
distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},sf=De({},jr,{time:!1,ori:1}),dr={};function Yr(e,t){let n=dr[e];return n||(n={key:e,plots:[],sub(l){n.plots.
push(l)},unsub(l){n.plots=n.plots.filter(s=>s!=l)},pub(l,s,i,c,a,h,f){for(let d=0;d<n.plots.length;d++)n.plots[d]!=s&&n.plots[d].pub(l,s,i,c,a,h,f)}},e!=null&&(dr[e]=
n)),n}var Zn=1,Js=2;function wn(e,t,n){let l=e.mode,s=e.series[t],i=l==2?e._data[t]:e._data,c=e.scales,a=e.bbox,h=i[0],f=l==2?i[1]:i[t],d=l==2?c[s.facets[0].scale]:
c[e.series[0].scale],m=l==2?c[s.facets[1].scale]:c[s.scale],b=a.left,S=a.top,M=a.width,L=a.height,v=e.valToPosH,E=e.valToPosV;return d.ori==0?n(s,h,f,d,m,v,E,b,
S,M,L,es,Xn,ns,Jr,Qr):n(s,h,f,d,m,E,v,S,b,L,M,ts,el,ho,Zr,Xr)}function uo(e,t){let n=0,l=0,s=fe(e.bands,oo);for(let i=0;i<s.length;i++){let c=s[i];c.series[0]==
t?n=c.dir:c.series[1]==t&&(c.dir==1?l|=1:l|=2)}return[n,l==1?-1:l==2?1:l==3?2:0]}function of(e,t,n,l,s){let i=e.mode,c=e.series[t],a=i==2?c.facets[1].scale:c.scale,
h=e.scales[a];return s==-1?h.min:s==1?h.max:h.distr==3?h.dir==1?h.min:h.max:0}function Ht(e,t,n,l,s,i){return wn(e,t,(c,a,h,f,d,m,b,S,M,L,v)=>{let E=c.pxRound,y=f.
dir*(f.ori==0?1:-1),$=f.ori==0?Xn:el,x,O;y==1?(x=n,O=l):(x=l,O=n);let D=E(m(a[x],f,L,S)),U=E(b(h[x],d,v,M)),W=E(m(a[O],f,L,S)),B=E(b(i==1?d.max:d.min,d,v,M)),H=new Path2D(
s);return $(H,W,B),$(H,D,B),$(H,D,U),H})}function Xl(e,t,n,l,s,i){let c=null;if(e.length>0){c=new Path2D;let a=t==0?ns:ho,h=n;for(let m=0;m<e.length;m++){let b=e[m];
if(b[1]>b[0]){let S=b[0]-h;S>0&&a(c,h,l,S,l+i),h=b[1]}}let f=n+s-h,d=10;f>0&&a(c,h,l-d/2,f,l+i+d)}return c}function rf(e,t,n){let l=e[e.length-1];l&&l[0]==t?l[1]=
n:e.push([t,n])}function fo(e,t,n,l,s,i,c){let a=[],h=e.length;for(let f=s==1?n:l;f>=n&&f<=l;f+=s)if(t[f]===null){let m=f,b=f;if(s==1)for(;++f<=l&&t[f]===null;)
b=f;else for(;--f>=n&&t[f]===null;)b=f;let S=i(e[m]),M=b==m?S:i(e[b]),L=m-s;S=c<=0&&L>=0&&L<h?i(e[L]):S;let E=b+s;M=c>=0&&E>=0&&E<h?i(e[E]):M,M>=S&&a.push([S,M])}
return a}function mr(e){return e==0?_r:e==1?Ne:t=>pn(t,e)}function Kr(e){let t=e==0?es:ts,n=e==0?(s,i,c,a,h,f)=>{s.arcTo(i,c,a,h,f)}:(s,i,c,a,h,f)=>{s.arcTo(c,i,
h,a,f)},l=e==0?(s,i,c,a,h)=>{s.rect(i,c,a,h)}:(s,i,c,a,h)=>{s.rect(c,i,h,a)};return(s,i,c,a,h,f=0,d=0)=>{f==0&&d==0?l(s,i,c,a,h):(f=Et(f,a/2,h/2),d=Et(d,a/2,h/2),
t(s,i+f,c),n(s,i+a,c,i+a,c+h,f),n(s,i+a,c+h,i,c+h,d),n(s,i,c+h,i,c,d),n(s,i,c,i+a,c,f),s.closePath())}}var es=(e,t,n)=>{e.moveTo(t,n)},ts=(e,t,n)=>{e.moveTo(n,t)},
Xn=(e,t,n)=>{e.lineTo(t,n)},el=(e,t,n)=>{e.lineTo(n,t)},ns=Kr(0),ho=Kr(1),Jr=(e,t,n,l,s,i)=>{e.arc(t,n,l,s,i)},Zr=(e,t,n,l,s,i)=>{e.arc(n,t,l,s,i)},Qr=(e,t,n,l,s,i,c)=>{
e.bezierCurveTo(t,n,l,s,i,c)},Xr=(e,t,n,l,s,i,c)=>{e.bezierCurveTo(n,t,s,l,c,i)};function ea(e){return(t,n,l,s,i)=>wn(t,n,(c,a,h,f,d,m,b,S,M,L,v)=>{let{pxRound:E,
points:y}=c,$,x;f.ori==0?($=es,x=Jr):($=ts,x=Zr);let O=ke(y.width*de,3),D=(y.size-y.width)/2*de,U=ke(D*2,3),W=new Path2D,B=new Path2D,{left:H,top:A,width:Y,height:V}=t.
bbox;ns(B,H-U,A-U,Y+U*2,V+U*2);let G=z=>{if(h[z]!=null){let ne=E(m(a[z],f,L,S)),I=E(b(h[z],d,v,M));$(W,ne+D,I),x(W,ne,I,D,0,Ul*2)}};if(i)i.forEach(G);else for(let z=l;z<=
s;z++)G(z);return{stroke:O>0?W:null,fill:W,clip:B,flags:Zn|Js}})}function ta(e){return(t,n,l,s,i,c)=>{l!=s&&(i!=l&&c!=l&&e(t,n,l),i!=s&&c!=s&&e(t,n,s),e(t,n,c))}}
var af=ta(Xn),cf=ta(el);function na(e){let t=fe(e?.alignGaps,0);return(n,l,s,i)=>wn(n,l,(c,a,h,f,d,m,b,S,M,L,v)=>{[s,i]=Kl(h,s,i);let E=c.pxRound,y=V=>E(m(V,f,L,
S)),$=V=>E(b(V,d,v,M)),x,O;f.ori==0?(x=Xn,O=af):(x=el,O=cf);let D=f.dir*(f.ori==0?1:-1),U={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},W=U.
stroke,B=!1;if(i-s>=L*4){let V=_=>n.posToVal(_,f.key,!0),G=null,z=null,ne,I,Ie,be=y(a[D==1?s:i]),re=y(a[s]),he=y(a[i]),ee=V(D==1?re+1:he-1);for(let _=D==1?s:i;_>=
s&&_<=i;_+=D){let K=a[_],ae=(D==1?K<ee:K>ee)?be:y(K),X=h[_];ae==be?X!=null?(I=X,G==null?(x(W,ae,$(I)),ne=G=z=I):I<G?G=I:I>z&&(z=I)):X===null&&(B=!0):(G!=null&&O(
W,be,$(G),$(z),$(ne),$(I)),X!=null?(I=X,x(W,ae,$(I)),G=z=ne=I):(G=z=null,X===null&&(B=!0)),be=ae,ee=V(be+D))}G!=null&&G!=z&&Ie!=be&&O(W,be,$(G),$(z),$(ne),$(I))}else
for(let V=D==1?s:i;V>=s&&V<=i;V+=D){let G=h[V];G===null?B=!0:G!=null&&x(W,y(a[V]),$(G))}let[A,Y]=uo(n,l);if(c.fill!=null||A!=0){let V=U.fill=new Path2D(W),G=c.fillTo(
n,l,c.min,c.max,A),z=$(G),ne=y(a[s]),I=y(a[i]);D==-1&&([I,ne]=[ne,I]),x(V,I,z),x(V,ne,z)}if(!c.spanGaps){let V=[];B&&V.push(...fo(a,h,s,i,D,y,t)),U.gaps=V=c.gaps(
n,l,s,i,V),U.clip=Xl(V,f.ori,S,M,L,v)}return Y!=0&&(U.band=Y==2?[Ht(n,l,s,i,W,-1),Ht(n,l,s,i,W,1)]:Ht(n,l,s,i,W,Y)),U})}function uf(e){let t=fe(e.align,1),n=fe(
e.ascDesc,!1),l=fe(e.alignGaps,0),s=fe(e.extend,!1);return(i,c,a,h)=>wn(i,c,(f,d,m,b,S,M,L,v,E,y,$)=>{[a,h]=Kl(m,a,h);let x=f.pxRound,{left:O,width:D}=i.bbox,U=re=>x(
M(re,b,y,v)),W=re=>x(L(re,S,$,E)),B=b.ori==0?Xn:el,H={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Zn},A=H.stroke,Y=b.dir*(b.ori==0?1:-1),V=W(
m[Y==1?a:h]),G=U(d[Y==1?a:h]),z=G,ne=G;s&&t==-1&&(ne=O,B(A,ne,V)),B(A,G,V);for(let re=Y==1?a:h;re>=a&&re<=h;re+=Y){let he=m[re];if(he==null)continue;let ee=U(d[re]),
_=W(he);t==1?B(A,ee,V):B(A,z,_),B(A,ee,_),V=_,z=ee}let I=z;s&&t==1&&(I=O+D,B(A,I,V));let[Ie,be]=uo(i,c);if(f.fill!=null||Ie!=0){let re=H.fill=new Path2D(A),he=f.
fillTo(i,c,f.min,f.max,Ie),ee=W(he);B(re,I,ee),B(re,ne,ee)}if(!f.spanGaps){let re=[];re.push(...fo(d,m,a,h,Y,U,l));let he=f.width*de/2,ee=n||t==1?he:-he,_=n||t==
-1?-he:he;re.forEach(K=>{K[0]+=ee,K[1]+=_}),H.gaps=re=f.gaps(i,c,a,h,re),H.clip=Xl(re,b.ori,v,E,y,$)}return be!=0&&(H.band=be==2?[Ht(i,c,a,h,A,-1),Ht(i,c,a,h,A,
1)]:Ht(i,c,a,h,A,be)),H})}function gr(e,t,n,l,s,i,c=we){if(e.length>1){let a=null;for(let h=0,f=1/0;h<e.length;h++)if(t[h]!==void 0){if(a!=null){let d=Fe(e[h]-e[a]);
d<f&&(f=d,c=Fe(n(e[h],l,s,i)-n(e[a],l,s,i)))}a=h}}return c}function ff(e){e=e||wl;let t=fe(e.size,[.6,we,1]),n=e.align||0,l=e.gap||0,s=e.radius;s=s==null?[0,0]:
typeof s=="number"?[s,0]:s;let i=ie(s),c=1-t[0],a=fe(t[1],we),h=fe(t[2],1),f=fe(e.disp,wl),d=fe(e.each,S=>{}),{fill:m,stroke:b}=f;return(S,M,L,v)=>wn(S,M,(E,y,$,x,O,D,U,W,B,H,A)=>{
let Y=E.pxRound,V=n,G=l*de,z=a*de,ne=h*de,I,Ie;x.ori==0?[I,Ie]=i(S,M):[Ie,I]=i(S,M);let be=x.dir*(x.ori==0?1:-1),re=x.ori==0?ns:ho,he=x.ori==0?d:(F,ye,Re,xn,nn,At,ln)=>{
d(F,ye,Re,nn,xn,ln,At)},ee=fe(S.bands,oo).find(F=>F.series[0]==M),_=ee!=null?ee.dir:0,K=E.fillTo(S,M,E.min,E.max,_),se=Y(U(K,O,A,B)),ae,X,Oe,Pe=H,oe=Y(E.width*de),
Ue=!1,ut=null,ft=null,It=null,kn=null;m!=null&&(oe==0||b!=null)&&(Ue=!0,ut=m.values(S,M,L,v),ft=new Map,new Set(ut).forEach(F=>{F!=null&&ft.set(F,new Path2D)}),
oe>0&&(It=b.values(S,M,L,v),kn=new Map,new Set(It).forEach(F=>{F!=null&&kn.set(F,new Path2D)})));let{x0:yn,size:tl}=f;if(yn!=null&&tl!=null){V=1,y=yn.values(S,M,
L,v),yn.unit==2&&(y=y.map(Re=>S.posToVal(W+Re*H,x.key,!0)));let F=tl.values(S,M,L,v);tl.unit==2?X=F[0]*H:X=D(F[0],x,H,W)-D(0,x,H,W),Pe=gr(y,$,D,x,H,W,Pe),Oe=Pe-
X+G}else Pe=gr(y,$,D,x,H,W,Pe),Oe=Pe*c+G,X=Pe-Oe;Oe<1&&(Oe=0),oe>=X/2&&(oe=0),Oe<5&&(Y=_r);let yl=Oe>0,en=Pe-Oe-(yl?oe:0);X=Y(js(en,ne,z)),ae=(V==0?X/2:V==be?0:
X)-V*be*((V==0?G/2:0)+(yl?oe/2:0));let Je={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},Sn=Ue?null:new Path2D,Bt=null;if(ee!=null)Bt=S.data[ee.series[1]];else{
let{y0:F,y1:ye}=f;F!=null&&ye!=null&&($=ye.values(S,M,L,v),Bt=F.values(S,M,L,v))}let tn=I*X,te=Ie*X;for(let F=be==1?L:v;F>=L&&F<=v;F+=be){let ye=$[F];if(ye==null)
continue;if(Bt!=null){let tt=Bt[F]??0;if(ye-tt==0)continue;se=U(tt,O,A,B)}let Re=x.distr!=2||f!=null?y[F]:F,xn=D(Re,x,H,W),nn=U(fe(ye,K),O,A,B),At=Y(xn-ae),ln=Y(
et(nn,se)),lt=Y(Et(nn,se)),ht=ln-lt;if(ye!=null){let tt=ye<0?te:tn,St=ye<0?tn:te;Ue?(oe>0&&It[F]!=null&&re(kn.get(It[F]),At,lt+at(oe/2),X,et(0,ht-oe),tt,St),ut[F]!=
null&&re(ft.get(ut[F]),At,lt+at(oe/2),X,et(0,ht-oe),tt,St)):re(Sn,At,lt+at(oe/2),X,et(0,ht-oe),tt,St),he(S,M,F,At-oe/2,lt,X+oe,ht)}}return oe>0?Je.stroke=Ue?kn:
Sn:Ue||(Je._fill=E.width==0?E._fill:E._stroke??E._fill,Je.width=0),Je.fill=Ue?ft:Sn,Je})}function hf(e,t){let n=fe(t?.alignGaps,0);return(l,s,i,c)=>wn(l,s,(a,h,f,d,m,b,S,M,L,v,E)=>{
[i,c]=Kl(f,i,c);let y=a.pxRound,$=I=>y(b(I,d,v,M)),x=I=>y(S(I,m,E,L)),O,D,U;d.ori==0?(O=es,U=Xn,D=Qr):(O=ts,U=el,D=Xr);let W=d.dir*(d.ori==0?1:-1),B=$(h[W==1?i:
c]),H=B,A=[],Y=[];for(let I=W==1?i:c;I>=i&&I<=c;I+=W)if(f[I]!=null){let be=h[I],re=$(be);A.push(H=re),Y.push(x(f[I]))}let V={stroke:e(A,Y,O,U,D,y),fill:null,clip:null,
band:null,gaps:null,flags:Zn},G=V.stroke,[z,ne]=uo(l,s);if(a.fill!=null||z!=0){let I=V.fill=new Path2D(G),Ie=a.fillTo(l,s,a.min,a.max,z),be=x(Ie);U(I,H,be),U(I,
B,be)}if(!a.spanGaps){let I=[];I.push(...fo(h,f,i,c,W,$,n)),V.gaps=I=a.gaps(l,s,i,c,I),V.clip=Xl(I,d.ori,M,L,v,E)}return ne!=0&&(V.band=ne==2?[Ht(l,s,i,c,G,-1),
Ht(l,s,i,c,G,1)]:Ht(l,s,i,c,G,ne)),V})}function pf(e){return hf(df,e)}function df(e,t,n,l,s,i){let c=e.length;if(c<2)return null;let a=new Path2D;if(n(a,e[0],t[0]),
c==2)l(a,e[1],t[1]);else{let h=Array(c),f=Array(c-1),d=Array(c-1),m=Array(c-1);for(let b=0;b<c-1;b++)d[b]=t[b+1]-t[b],m[b]=e[b+1]-e[b],f[b]=d[b]/m[b];h[0]=f[0];
for(let b=1;b<c-1;b++)f[b]===0||f[b-1]===0||f[b-1]>0!=f[b]>0?h[b]=0:(h[b]=3*(m[b-1]+m[b])/((2*m[b]+m[b-1])/f[b-1]+(m[b]+2*m[b-1])/f[b]),isFinite(h[b])||(h[b]=0));
h[c-1]=f[c-2];for(let b=0;b<c-1;b++)s(a,e[b]+m[b]/3,t[b]+h[b]*m[b]/3,e[b+1]-m[b]/3,t[b+1]-h[b+1]*m[b]/3,e[b+1],t[b+1])}return a}var Zs=new Set;function br(){for(let e of Zs)
e.syncRect(!0)}Qn&&(gn(jc,jn,br),gn(Yc,jn,br,!0),gn(Gl,jn,()=>{Ye.pxRatio=de}));var mf=na(),gf=ea();function wr(e,t,n,l){return(l?[e[0],e[1]].concat(e.slice(2)):
[e[0]].concat(e.slice(1))).map((i,c)=>Qs(i,c,t,n))}function bf(e,t){return e.map((n,l)=>l==0?{}:De({},t,n))}function Qs(e,t,n,l){return De({},t==0?n:l,e)}function la(e,t,n){
return t==null?Kn:[t,n]}var wf=la;function kf(e,t,n){return t==null?Kn:jl(t,n,lo,!0)}function sa(e,t,n,l){return t==null?Kn:Jl(t,n,e.scales[l].log,!1)}var yf=sa;
function oa(e,t,n,l){return t==null?Kn:no(t,n,e.scales[l].log,!1)}var Sf=oa;function xf(e,t,n,l,s){let i=et(Ji(e),Ji(t)),c=t-e,a=Mt(s/l*c,n);do{let h=n[a],f=l*h/
c;if(f>=s&&i+(h<5?Xt.get(h):0)<=17)return[h,f]}while(++a<n.length);return[0,0]}function kr(e){let t,n;return e=e.replace(/(\d+)px/,(l,s)=>(t=Ne((n=+s)*de))+"px"),
[e,t,n]}function Tf(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=ke(t[2]*de,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function Ye(e,t,n){let l={mode:fe(
e.mode,1)},s=l.mode;function i(o,r,u,p){let g=r.valToPct(o);return p+u*(r.dir==-1?1-g:g)}function c(o,r,u,p){let g=r.valToPct(o);return p+u*(r.dir==-1?g:1-g)}function a(o,r,u,p){
return r.ori==0?i(o,r,u,p):c(o,r,u,p)}l.valToPosH=i,l.valToPosV=c;let h=!1;l.status=0;let f=l.root=kt($c);if(e.id!=null&&(f.id=e.id),rt(f,e.class),e.title){let o=kt(
Cc,f);o.textContent=e.title}let d=_t("canvas"),m=l.ctx=d.getContext("2d"),b=kt(Dc,f);gn("click",b,o=>{o.target===M&&(xe!=Dn||Me!=On)&&je.click(l,o)},!0);let S=l.
under=kt(Oc,b);b.appendChild(d);let M=l.over=kt(Rc,b);e=Jn(e);let L=+fe(e.pxAlign,1),v=mr(L);(e.plugins||[]).forEach(o=>{o.opts&&(e=o.opts(l,e)||e)});let E=e.ms||
.001,y=l.series=s==1?wr(e.series||[],ar,pr,!1):bf(e.series||[null],hr),$=l.axes=wr(e.axes||[],rr,ur,!0),x=l.scales={},O=l.bands=e.bands||[];O.forEach(o=>{o.fill=
ie(o.fill||null),o.dir=fe(o.dir,-1)});let D=s==2?y[1].facets[0].scale:y[0].scale,U={axes:_a,series:ya},W=(e.drawOrder||["axes","series"]).map(o=>U[o]);function B(o){
let r=o.distr==3?u=>zt(u>0?u:o.clamp(l,u,o.min,o.max,o.key)):o.distr==4?u=>Vs(u,o.asinh):o.distr==100?u=>o.fwd(u):u=>u;return u=>{let p=r(u),{_min:g,_max:w}=o,T=w-
g;return(p-g)/T}}function H(o){let r=x[o];if(r==null){let u=(e.scales||wl)[o]||wl;if(u.from!=null){H(u.from);let p=De({},x[u.from],u,{key:o});p.valToPct=B(p),x[o]=
p}else{r=x[o]=De({},o==D?jr:sf,u),r.key=o;let p=r.time,g=r.range,w=Qt(g);if((o!=D||s==2&&!p)&&(w&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?ji:{mode:1,hard:g[0],
soft:g[0]},max:g[1]==null?ji:{mode:1,hard:g[1],soft:g[1]}},w=!1),!w&&Ql(g))){let T=g;g=(P,C,R)=>C==null?Kn:jl(C,R,T)}r.range=ie(g||(p?wf:o==D?r.distr==3?yf:r.distr==
4?Sf:la:r.distr==3?sa:r.distr==4?oa:kf)),r.auto=ie(w?!1:r.auto),r.clamp=ie(r.clamp||lf),r._min=r._max=null,r.valToPct=B(r)}}}H("x"),H("y"),s==1&&y.forEach(o=>{H(
o.scale)}),$.forEach(o=>{H(o.scale)});for(let o in e.scales)H(o);let A=x[D],Y=A.distr,V,G;A.ori==0?(rt(f,Pc),V=i,G=c):(rt(f,Lc),V=c,G=i);let z={};for(let o in x){
let r=x[o];(r.min!=null||r.max!=null)&&(z[o]={min:r.min,max:r.max},r.min=r.max=null)}let ne=e.tzDate||(o=>new Date(Ne(o/E))),I=e.fmtDate||io,Ie=E==1?Pu(ne):Du(ne),
be=sr(ne,lr(E==1?$u:Cu,I)),re=ir(ne,or(Ru,I)),he=[],ee=l.legend=De({},Bu,e.legend),_=l.cursor=De({},Iu,{drag:{y:s==2}},e.cursor),K=ee.show,se=_.show,ae=ee.markers;
ee.idxs=he,ae.width=ie(ae.width),ae.dash=ie(ae.dash),ae.stroke=ie(ae.stroke),ae.fill=ie(ae.fill);let X,Oe,Pe,oe=[],Ue=[],ut,ft=!1,It={};if(ee.live){let o=y[1]?y[1].
values:null;ft=o!=null,ut=ft?o(l,1,0):{_:0};for(let r in ut)It[r]=eo}if(K)if(X=_t("table",Wc,f),Pe=_t("tbody",null,X),ee.mount(l,X),ft){Oe=_t("thead",null,X,Pe);
let o=_t("tr",null,Oe);_t("th",null,o);for(var kn in ut)_t("th",Oi,o).textContent=kn}else rt(X,Hc),ee.live&&rt(X,zc);let yn={show:!0},tl={show:!1};function yl(o,r){
if(r==0&&(ft||!ee.live||s==2))return Kn;let u=[],p=_t("tr",Ic,Pe,Pe.childNodes[r]);rt(p,o.class),o.show||rt(p,mn);let g=_t("th",null,p);if(ae.show){let P=kt(Uc,
g);if(r>0){let C=ae.width(l,r);C&&(P.style.border=C+"px "+ae.dash(l,r)+" "+ae.stroke(l,r)),P.style.background=ae.fill(l,r)}}let w=kt(Oi,g);o.label instanceof HTMLElement?
w.appendChild(o.label):w.textContent=o.label,r>0&&(ae.show||(w.style.color=o.width>0?ae.stroke(l,r):ae.fill(l,r)),Je("click",g,P=>{if(_._lock)return;on(P);let C=y.
indexOf(o);if((P.ctrlKey||P.metaKey)!=ee.isolate){let R=y.some((N,q)=>q>0&&q!=C&&N.show);y.forEach((N,q)=>{q>0&&Pt(q,R?q==C?yn:tl:yn,!0,Ce.setSeries)})}else Pt(
C,{show:!o.show},!0,Ce.setSeries)},!1),vn&&Je(Bi,g,P=>{_._lock||(on(P),Pt(y.indexOf(o),Nn,!0,Ce.setSeries))},!1));for(var T in ut){let P=_t("td",Gc,p);P.textContent=
"--",u.push(P)}return[p,u]}let en=new Map;function Je(o,r,u,p=!0){let g=en.get(r)||{},w=_.bind[o](l,r,u,p);w&&(gn(o,r,g[o]=w),en.set(r,g))}function Sn(o,r,u){let p=en.
get(r)||{};for(let g in p)(o==null||g==o)&&(Gs(g,r,p[g]),delete p[g]);o==null&&en.delete(r)}let Bt=0,tn=0,te=0,F=0,ye=0,Re=0,xn=ye,nn=Re,At=te,ln=F,lt=0,ht=0,tt=0,
St=0;l.bbox={};let ss=!1,Sl=!1,Tn=!1,sn=!1,xl=!1,pt=!1;function os(o,r,u){(u||o!=l.width||r!=l.height)&&go(o,r),$n(!1),Tn=!0,Sl=!0,Pn()}function go(o,r){l.width=
Bt=te=o,l.height=tn=F=r,ye=Re=0,pa(),da();let u=l.bbox;lt=u.left=pn(ye*de,.5),ht=u.top=pn(Re*de,.5),tt=u.width=pn(te*de,.5),St=u.height=pn(F*de,.5)}let ua=3;function fa(){
let o=!1,r=0;for(;!o;){r++;let u=Ta(r),p=va(r);o=r==ua||u&&p,o||(go(l.width,l.height),Sl=!0)}}function ha({width:o,height:r}){os(o,r)}l.setSize=ha;function pa(){
let o=!1,r=!1,u=!1,p=!1;$.forEach((g,w)=>{if(g.show&&g._show){let{side:T,_size:P}=g,C=T%2,R=g.label!=null?g.labelSize:0,N=P+R;N>0&&(C?(te-=N,T==3?(ye+=N,p=!0):u=
!0):(F-=N,T==0?(Re+=N,o=!0):r=!0))}}),rn[0]=o,rn[1]=u,rn[2]=r,rn[3]=p,te-=Ut[1]+Ut[3],ye+=Ut[3],F-=Ut[2]+Ut[0],Re+=Ut[0]}function da(){let o=ye+te,r=Re+F,u=ye,p=Re;
function g(w,T){switch(w){case 1:return o+=T,o-T;case 2:return r+=T,r-T;case 3:return u-=T,u+T;case 0:return p-=T,p+T}}$.forEach((w,T)=>{if(w.show&&w._show){let P=w.
side;w._pos=g(P,w._size),w.label!=null&&(w._lpos=g(P,w.labelSize))}})}if(_.dataIdx==null){let o=_.hover,r=o.skip=new Set(o.skip??[]);r.add(void 0);let u=o.prox=
ie(o.prox),p=o.bias??=0;_.dataIdx=(g,w,T,P)=>{if(w==0)return T;let C=T,R=u(g,w,T,P)??we,N=R>=0&&R<we,q=A.ori==0?te:F,Z=_.left,pe=t[0],ue=t[w];if(r.has(ue[T])){C=
null;let le=null,J=null,j;if(p==0||p==-1)for(j=T;le==null&&j-- >0;)r.has(ue[j])||(le=j);if(p==0||p==1)for(j=T;J==null&&j++<ue.length;)r.has(ue[j])||(J=j);if(le!=
null||J!=null)if(N){let ve=le==null?-1/0:V(pe[le],A,q,0),Ae=J==null?1/0:V(pe[J],A,q,0),He=Z-ve,ge=Ae-Z;He<=ge?He<=R&&(C=le):ge<=R&&(C=J)}else C=J==null?le:le==null?
J:T-le<=J-T?le:J}else N&&Fe(Z-V(pe[T],A,q,0))>R&&(C=null);return C}}let on=o=>{_.event=o};_.idxs=he,_._lock=!1;let Ke=_.points;Ke.show=ie(Ke.show),Ke.size=ie(Ke.
size),Ke.stroke=ie(Ke.stroke),Ke.width=ie(Ke.width),Ke.fill=ie(Ke.fill);let $t=l.focus=De({},e.focus||{alpha:.3},_.focus),vn=$t.prox>=0,_n=vn&&Ke.one,dt=[],Mn=[],
En=[];function bo(o,r){let u=Ke.show(l,r);if(u instanceof HTMLElement)return rt(u,qc),rt(u,o.class),Ft(u,-10,-10,te,F),M.insertBefore(u,dt[r]),u}function wo(o,r){
if(s==1||r>0){let u=s==1&&x[o.scale].time,p=o.value;o.value=u?Xi(p)?ir(ne,or(p,I)):p||re:p||ef,o.label=o.label||(u?Gu:Uu)}if(_n||r>0){o.width=o.width==null?1:o.
width,o.paths=o.paths||mf||su,o.fillTo=ie(o.fillTo||of),o.pxAlign=+fe(o.pxAlign,L),o.pxRound=mr(o.pxAlign),o.stroke=ie(o.stroke||null),o.fill=ie(o.fill||null),o.
_stroke=o._fill=o._paths=o._focus=null;let u=tf(et(1,o.width),1),p=o.points=De({},{size:u,width:et(1,u*.2),stroke:o.stroke,space:u*2,paths:gf,_stroke:null,_fill:null},
o.points);p.show=ie(p.show),p.filter=ie(p.filter),p.fill=ie(p.fill),p.stroke=ie(p.stroke),p.paths=ie(p.paths),p.pxAlign=o.pxAlign}if(K){let u=yl(o,r);oe.splice(
r,0,u[0]),Ue.splice(r,0,u[1]),ee.values.push(null)}if(se){he.splice(r,0,null);let u=null;_n?r==0&&(u=bo(o,r)):r>0&&(u=bo(o,r)),dt.splice(r,0,u),Mn.splice(r,0,0),
En.splice(r,0,0)}ze("addSeries",r)}function ma(o,r){r=r??y.length,o=s==1?Qs(o,r,ar,pr):Qs(o,r,{},hr),y.splice(r,0,o),wo(y[r],r)}l.addSeries=ma;function ga(o){if(y.
splice(o,1),K){ee.values.splice(o,1),Ue.splice(o,1);let r=oe.splice(o,1)[0];Sn(null,r.firstChild),r.remove()}se&&(he.splice(o,1),dt.splice(o,1)[0].remove(),Mn.splice(
o,1),En.splice(o,1)),ze("delSeries",o)}l.delSeries=ga;let rn=[!1,!1,!1,!1];function ba(o,r){if(o._show=o.show,o.show){let u=o.side%2,p=x[o.scale];p==null&&(o.scale=
u?y[1].scale:D,p=x[o.scale]);let g=p.time;o.size=ie(o.size),o.space=ie(o.space),o.rotate=ie(o.rotate),Qt(o.incrs)&&o.incrs.forEach(T=>{!Xt.has(T)&&Xt.set(T,Ar(T))}),
o.incrs=ie(o.incrs||(p.distr==2?Mu:g?E==1?Au:Lu:dn)),o.splits=ie(o.splits||(g&&p.distr==1?Ie:p.distr==3?Ys:p.distr==4?Ku:Yu)),o.stroke=ie(o.stroke),o.grid.stroke=
ie(o.grid.stroke),o.ticks.stroke=ie(o.ticks.stroke),o.border.stroke=ie(o.border.stroke);let w=o.values;o.values=Qt(w)&&!Qt(w[0])?ie(w):g?Qt(w)?sr(ne,lr(w,I)):Xi(
w)?Ou(ne,w):w||be:w||ju,o.filter=ie(o.filter||(p.distr>=3&&p.log==10?Qu:p.distr==3&&p.log==2?Xu:Mr)),o.font=kr(o.font),o.labelFont=kr(o.labelFont),o._size=o.size(
l,null,r,0),o._space=o._rotate=o._incrs=o._found=o._splits=o._values=null,o._size>0&&(rn[r]=!0,o._el=kt(Nc,b))}}function nl(o,r,u,p){let[g,w,T,P]=u,C=r%2,R=0;return C==
0&&(P||w)&&(R=r==0&&!g||r==2&&!T?Ne(rr.size/3):0),C==1&&(g||T)&&(R=r==1&&!w||r==3&&!P?Ne(ur.size/2):0),R}let ko=l.padding=(e.padding||[nl,nl,nl,nl]).map(o=>ie(fe(
o,nl))),Ut=l._padding=ko.map((o,r)=>o(l,r,rn,0)),Ge,Be=null,Ve=null,Tl=s==1?y[0].idxs:null,xt=null,ll=!1;function yo(o,r){if(t=o??[],l.data=l._data=t,s==2){Ge=0;
for(let u=1;u<y.length;u++)Ge+=t[u][0].length}else{t.length==0&&(l.data=l._data=t=[[]]),xt=t[0],Ge=xt.length;let u=t;if(Y==2){u=t.slice();let p=u[0]=Array(Ge);for(let g=0;g<
Ge;g++)p[g]=g}l._data=t=u}if($n(!0),ze("setData"),Y==2&&(Tn=!0),r!==!1){let u=A;u.auto(l,ll)?is():jt(D,u.min,u.max),sn=sn||_.left>=0,pt=!0,Pn()}}l.setData=yo;function is(){
ll=!0;let o,r;s==1&&(Ge>0?(Be=Tl[0]=0,Ve=Tl[1]=Ge-1,o=t[0][Be],r=t[0][Ve],Y==2?(o=Be,r=Ve):o==r&&(Y==3?[o,r]=Jl(o,o,A.log,!1):Y==4?[o,r]=no(o,o,A.log,!1):A.time?
r=o+Ne(86400/E):[o,r]=jl(o,r,lo,!0))):(Be=Tl[0]=o=null,Ve=Tl[1]=r=null)),jt(D,o,r)}let vl,An,rs,as,cs,us,fs,hs,ps,nt;function So(o,r,u,p,g,w){o??=Ni,u??=oo,p??=
"butt",g??=Ni,w??="round",o!=vl&&(m.strokeStyle=vl=o),g!=An&&(m.fillStyle=An=g),r!=rs&&(m.lineWidth=rs=r),w!=cs&&(m.lineJoin=cs=w),p!=us&&(m.lineCap=us=p),u!=as&&
m.setLineDash(as=u)}function xo(o,r,u,p){r!=An&&(m.fillStyle=An=r),o!=fs&&(m.font=fs=o),u!=hs&&(m.textAlign=hs=u),p!=ps&&(m.textBaseline=ps=p)}function ds(o,r,u,p,g=0){
if(p.length>0&&o.auto(l,ll)&&(r==null||r.min==null)){let w=fe(Be,0),T=fe(Ve,p.length-1),P=u.min==null?Qc(p,w,T,g,o.distr==3):[u.min,u.max];o.min=Et(o.min,u.min=
P[0]),o.max=et(o.max,u.max=P[1])}}let To={min:null,max:null};function wa(){for(let p in x){let g=x[p];z[p]==null&&(g.min==null||z[D]!=null&&g.auto(l,ll))&&(z[p]=
To)}for(let p in x){let g=x[p];z[p]==null&&g.from!=null&&z[g.from]!=null&&(z[p]=To)}z[D]!=null&&$n(!0);let o={};for(let p in z){let g=z[p];if(g!=null){let w=o[p]=
Jn(x[p],ru);if(g.min!=null)De(w,g);else if(p!=D||s==2)if(Ge==0&&w.from==null){let T=w.range(l,null,null,p);w.min=T[0],w.max=T[1]}else w.min=we,w.max=-we}}if(Ge>
0){y.forEach((p,g)=>{if(s==1){let w=p.scale,T=z[w];if(T==null)return;let P=o[w];if(g==0){let C=P.range(l,P.min,P.max,w);P.min=C[0],P.max=C[1],Be=Mt(P.min,t[0]),
Ve=Mt(P.max,t[0]),Ve-Be>1&&(t[0][Be]<P.min&&Be++,t[0][Ve]>P.max&&Ve--),p.min=xt[Be],p.max=xt[Ve]}else p.show&&p.auto&&ds(P,T,p,t[g],p.sorted);p.idxs[0]=Be,p.idxs[1]=
Ve}else if(g>0&&p.show&&p.auto){let[w,T]=p.facets,P=w.scale,C=T.scale,[R,N]=t[g],q=o[P],Z=o[C];q!=null&&ds(q,z[P],w,R,w.sorted),Z!=null&&ds(Z,z[C],T,N,T.sorted),
p.min=T.min,p.max=T.max}});for(let p in o){let g=o[p],w=z[p];if(g.from==null&&(w==null||w.min==null)){let T=g.range(l,g.min==we?null:g.min,g.max==-we?null:g.max,
p);g.min=T[0],g.max=T[1]}}}for(let p in o){let g=o[p];if(g.from!=null){let w=o[g.from];if(w.min==null)g.min=g.max=null;else{let T=g.range(l,w.min,w.max,p);g.min=
T[0],g.max=T[1]}}}let r={},u=!1;for(let p in o){let g=o[p],w=x[p];if(w.min!=g.min||w.max!=g.max){w.min=g.min,w.max=g.max;let T=w.distr;w._min=T==3?zt(w.min):T==
4?Vs(w.min,w.asinh):T==100?w.fwd(w.min):w.min,w._max=T==3?zt(w.max):T==4?Vs(w.max,w.asinh):T==100?w.fwd(w.max):w.max,r[p]=u=!0}}if(u){y.forEach((p,g)=>{s==2?g>0&&
r.y&&(p._paths=null):r[p.scale]&&(p._paths=null)});for(let p in r)Tn=!0,ze("setScale",p);se&&_.left>=0&&(sn=pt=!0)}for(let p in z)z[p]=null}function ka(o){let r=js(
Be-1,0,Ge-1),u=js(Ve+1,0,Ge-1);for(;o[r]==null&&r>0;)r--;for(;o[u]==null&&u<Ge-1;)u++;return[r,u]}function ya(){if(Ge>0){let o=y.some(r=>r._focus)&&nt!=$t.alpha;
o&&(m.globalAlpha=nt=$t.alpha),y.forEach((r,u)=>{if(u>0&&r.show&&(vo(u,!1),vo(u,!0),r._paths==null)){let p=nt;nt!=r.alpha&&(m.globalAlpha=nt=r.alpha);let g=s==2?
[0,t[u][0].length-1]:ka(t[u]);r._paths=r.paths(l,u,g[0],g[1]),nt!=p&&(m.globalAlpha=nt=p)}}),y.forEach((r,u)=>{if(u>0&&r.show){let p=nt;nt!=r.alpha&&(m.globalAlpha=
nt=r.alpha),r._paths!=null&&_o(u,!1);{let g=r._paths!=null?r._paths.gaps:null,w=r.points.show(l,u,Be,Ve,g),T=r.points.filter(l,u,w,g);(w||T)&&(r.points._paths=r.
points.paths(l,u,Be,Ve,T),_o(u,!0))}nt!=p&&(m.globalAlpha=nt=p),ze("drawSeries",u)}}),o&&(m.globalAlpha=nt=1)}}function vo(o,r){let u=r?y[o].points:y[o];u._stroke=
u.stroke(l,o),u._fill=u.fill(l,o)}function _o(o,r){let u=r?y[o].points:y[o],{stroke:p,fill:g,clip:w,flags:T,_stroke:P=u._stroke,_fill:C=u._fill,_width:R=u.width}=u.
_paths;R=ke(R*de,3);let N=null,q=R%2/2;r&&C==null&&(C=R>0?"#fff":P);let Z=u.pxAlign==1&&q>0;if(Z&&m.translate(q,q),!r){let pe=lt-R/2,ue=ht-R/2,le=tt+R,J=St+R;N=
new Path2D,N.rect(pe,ue,le,J)}r?ms(P,R,u.dash,u.cap,C,p,g,T,w):Sa(o,P,R,u.dash,u.cap,C,p,g,T,N,w),Z&&m.translate(-q,-q)}function Sa(o,r,u,p,g,w,T,P,C,R,N){let q=!1;
C!=0&&O.forEach((Z,pe)=>{if(Z.series[0]==o){let ue=y[Z.series[1]],le=t[Z.series[1]],J=(ue._paths||wl).band;Qt(J)&&(J=Z.dir==1?J[0]:J[1]);let j,ve=null;ue.show&&
J&&eu(le,Be,Ve)?(ve=Z.fill(l,pe)||w,j=ue._paths.clip):J=null,ms(r,u,p,g,ve,T,P,C,R,N,j,J),q=!0}}),q||ms(r,u,p,g,w,T,P,C,R,N)}let Mo=Zn|Js;function ms(o,r,u,p,g,w,T,P,C,R,N,q){
So(o,r,u,p,g),(C||R||q)&&(m.save(),C&&m.clip(C),R&&m.clip(R)),q?(P&Mo)==Mo?(m.clip(q),N&&m.clip(N),Ml(g,T),_l(o,w,r)):P&Js?(Ml(g,T),m.clip(q),_l(o,w,r)):P&Zn&&(m.
save(),m.clip(q),N&&m.clip(N),Ml(g,T),m.restore(),_l(o,w,r)):(Ml(g,T),_l(o,w,r)),(C||R||q)&&m.restore()}function _l(o,r,u){u>0&&(r instanceof Map?r.forEach((p,g)=>{
m.strokeStyle=vl=g,m.stroke(p)}):r!=null&&o&&m.stroke(r))}function Ml(o,r){r instanceof Map?r.forEach((u,p)=>{m.fillStyle=An=p,m.fill(u)}):r!=null&&o&&m.fill(r)}
function xa(o,r,u,p){let g=$[o],w;if(p<=0)w=[0,0];else{let T=g._space=g.space(l,o,r,u,p),P=g._incrs=g.incrs(l,o,r,u,p,T);w=xf(r,u,P,p,T)}return g._found=w}function gs(o,r,u,p,g,w,T,P,C,R){
let N=T%2/2;L==1&&m.translate(N,N),So(P,T,C,R,P),m.beginPath();let q,Z,pe,ue,le=g+(p==0||p==3?-w:w);u==0?(Z=g,ue=le):(q=g,pe=le);for(let J=0;J<o.length;J++)r[J]!=
null&&(u==0?q=pe=o[J]:Z=ue=o[J],m.moveTo(q,Z),m.lineTo(pe,ue));m.stroke(),L==1&&m.translate(-N,-N)}function Ta(o){let r=!0;return $.forEach((u,p)=>{if(!u.show)return;
let g=x[u.scale];if(g.min==null){u._show&&(r=!1,u._show=!1,$n(!1));return}else u._show||(r=!1,u._show=!0,$n(!1));let w=u.side,T=w%2,{min:P,max:C}=g,[R,N]=xa(p,P,
C,T==0?te:F);if(N==0)return;let q=g.distr==2,Z=u._splits=u.splits(l,p,P,C,R,N,q),pe=g.distr==2?Z.map(j=>xt[j]):Z,ue=g.distr==2?xt[Z[1]]-xt[Z[0]]:R,le=u._values=
u.values(l,u.filter(l,pe,p,N,ue),p,N,ue);u._rotate=w==2?u.rotate(l,le,p,N):0;let J=u._size;u._size=yt(u.size(l,le,p,o)),J!=null&&u._size!=J&&(r=!1)}),r}function va(o){
let r=!0;return ko.forEach((u,p)=>{let g=u(l,p,rn,o);g!=Ut[p]&&(r=!1),Ut[p]=g}),r}function _a(){for(let o=0;o<$.length;o++){let r=$[o];if(!r.show||!r._show)continue;
let u=r.side,p=u%2,g,w,T=r.stroke(l,o),P=u==0||u==3?-1:1,[C,R]=r._found;if(r.label!=null){let Qe=r.labelGap*P,it=Ne((r._lpos+Qe)*de);xo(r.labelFont[0],T,"center",
u==2?"top":Ri),m.save(),p==1?(g=w=0,m.translate(it,Ne(ht+St/2)),m.rotate((u==3?-Ul:Ul)/2)):(g=Ne(lt+tt/2),w=it);let un=vr(r.label)?r.label(l,o,C,R):r.label;m.fillText(
un,g,w),m.restore()}if(R==0)continue;let N=x[r.scale],q=p==0?tt:St,Z=p==0?lt:ht,pe=r._splits,ue=N.distr==2?pe.map(Qe=>xt[Qe]):pe,le=N.distr==2?xt[pe[1]]-xt[pe[0]]:
C,J=r.ticks,j=r.border,ve=J.show?J.size:0,Ae=Ne(ve*de),He=Ne((r.alignTo==2?r._size-ve-r.gap:r.gap)*de),ge=r._rotate*-Ul/180,$e=v(r._pos*de),st=(Ae+He)*P,Ze=$e+st;
w=p==0?Ze:0,g=p==1?Ze:0;let mt=r.font[0],Tt=r.align==1?Un:r.align==2?Ns:ge>0?Un:ge<0?Ns:p==0?"center":u==3?Ns:Un,Ct=ge||p==1?"middle":u==2?"top":Ri;xo(mt,T,Tt,Ct);
let ot=r.font[1]*r.lineGap,gt=pe.map(Qe=>v(a(Qe,N,q,Z))),vt=r._values;for(let Qe=0;Qe<vt.length;Qe++){let it=vt[Qe];if(it!=null){p==0?g=gt[Qe]:w=gt[Qe],it=""+it;
let un=it.indexOf(`
`)==-1?[it]:it.split(/\n/gm);for(let Xe=0;Xe<un.length;Xe++){let Uo=un[Xe];ge?(m.save(),m.translate(g,w+Xe*ot),m.rotate(ge),m.fillText(Uo,0,0),m.restore()):m.fillText(
Uo,g,w+Xe*ot)}}}J.show&&gs(gt,J.filter(l,ue,o,R,le),p,u,$e,Ae,ke(J.width*de,3),J.stroke(l,o),J.dash,J.cap);let Dt=r.grid;Dt.show&&gs(gt,Dt.filter(l,ue,o,R,le),p,
p==0?2:1,p==0?ht:lt,p==0?St:tt,ke(Dt.width*de,3),Dt.stroke(l,o),Dt.dash,Dt.cap),j.show&&gs([$e],[1],p==0?1:0,p==0?1:2,p==1?ht:lt,p==1?St:tt,ke(j.width*de,3),j.stroke(
l,o),j.dash,j.cap)}ze("drawAxes")}function $n(o){y.forEach((r,u)=>{u>0&&(r._paths=null,o&&(s==1?(r.min=null,r.max=null):r.facets.forEach(p=>{p.min=null,p.max=null})))})}
let El=!1,bs=!1,sl=[];function Ma(){bs=!1;for(let o=0;o<sl.length;o++)ze(...sl[o]);sl.length=0}function Pn(){El||(du(Eo),El=!0)}function Ea(o,r=!1){El=!0,bs=r,o(
l),Eo(),r&&sl.length>0&&queueMicrotask(Ma)}l.batch=Ea;function Eo(){if(ss&&(wa(),ss=!1),Tn&&(fa(),Tn=!1),Sl){if(_e(S,Un,ye),_e(S,"top",Re),_e(S,dl,te),_e(S,ml,F),
_e(M,Un,ye),_e(M,"top",Re),_e(M,dl,te),_e(M,ml,F),_e(b,dl,Bt),_e(b,ml,tn),d.width=Ne(Bt*de),d.height=Ne(tn*de),$.forEach(({_el:o,_show:r,_size:u,_pos:p,side:g})=>{
if(o!=null)if(r){let w=g===3||g===0?u:0,T=g%2==1;_e(o,T?"left":"top",p-w),_e(o,T?"width":"height",u),_e(o,T?"top":"left",T?Re:ye),_e(o,T?"height":"width",T?F:te),
Us(o,mn)}else rt(o,mn)}),vl=An=rs=cs=us=fs=hs=ps=as=null,nt=1,rl(!0),ye!=xn||Re!=nn||te!=At||F!=ln){$n(!1);let o=te/At,r=F/ln;if(se&&!sn&&_.left>=0){_.left*=o,_.
top*=r,Ln&&Ft(Ln,Ne(_.left),0,te,F),Cn&&Ft(Cn,0,Ne(_.top),te,F);for(let u=0;u<dt.length;u++){let p=dt[u];p!=null&&(Mn[u]*=o,En[u]*=r,Ft(p,yt(Mn[u]),yt(En[u]),te,
F))}}if(Te.show&&!xl&&Te.left>=0&&Te.width>0){Te.left*=o,Te.width*=o,Te.top*=r,Te.height*=r;for(let u in Ts)_e(Rn,u,Te[u])}xn=ye,nn=Re,At=te,ln=F}ze("setSize"),
Sl=!1}Bt>0&&tn>0&&(m.clearRect(0,0,d.width,d.height),ze("drawClear"),W.forEach(o=>o()),ze("draw")),Te.show&&xl&&(Al(Te),xl=!1),se&&sn&&(cn(null,!0,!1),sn=!1),ee.
show&&ee.live&&pt&&(Ss(),pt=!1),h||(h=!0,l.status=1,ze("ready")),ll=!1,El=!1}l.redraw=(o,r)=>{Tn=r||!1,o!==!1?jt(D,A.min,A.max):Pn()};function ws(o,r){let u=x[o];
if(u.from==null){if(Ge==0){let p=u.range(l,r.min,r.max,o);r.min=p[0],r.max=p[1]}if(r.min>r.max){let p=r.min;r.min=r.max,r.max=p}if(Ge>1&&r.min!=null&&r.max!=null&&
r.max-r.min<1e-16)return;o==D&&u.distr==2&&Ge>0&&(r.min=Mt(r.min,t[0]),r.max=Mt(r.max,t[0]),r.min==r.max&&r.max++),z[o]=r,ss=!0,Pn()}}l.setScale=ws;let ks,ys,Ln,
Cn,Ao,$o,Dn,On,Po,Lo,xe,Me,Gt=!1,je=_.drag,qe=je.x,We=je.y;se&&(_.x&&(ks=kt(Bc,M)),_.y&&(ys=kt(Vc,M)),A.ori==0?(Ln=ks,Cn=ys):(Ln=ys,Cn=ks),xe=_.left,Me=_.top);let Te=l.
select=De({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),Rn=Te.show?kt(Fc,Te.over?M:S):null;function Al(o,r){if(Te.show){for(let u in o)Te[u]=o[u],u in
Ts&&_e(Rn,u,o[u]);r!==!1&&ze("setSelect")}}l.setSelect=Al;function Aa(o){if(y[o].show)K&&Us(oe[o],mn);else if(K&&rt(oe[o],mn),se){let u=_n?dt[0]:dt[o];u!=null&&
Ft(u,-10,-10,te,F)}}function jt(o,r,u){ws(o,{min:r,max:u})}function Pt(o,r,u,p){r.focus!=null&&Da(o),r.show!=null&&y.forEach((g,w)=>{w>0&&(o==w||o==null)&&(g.show=
r.show,Aa(w),s==2?(jt(g.facets[0].scale,null,null),jt(g.facets[1].scale,null,null)):jt(g.scale,null,null),Pn())}),u!==!1&&ze("setSeries",o,r),p&&al("setSeries",
l,o,r)}l.setSeries=Pt;function $a(o,r){De(O[o],r)}function Pa(o,r){o.fill=ie(o.fill||null),o.dir=fe(o.dir,-1),r=r??O.length,O.splice(r,0,o)}function La(o){o==null?
O.length=0:O.splice(o,1)}l.addBand=Pa,l.setBand=$a,l.delBand=La;function Ca(o,r){y[o].alpha=r,se&&dt[o]!=null&&(dt[o].style.opacity=r),K&&oe[o]&&(oe[o].style.opacity=
r)}let Vt,Yt,an,Nn={focus:!0};function Da(o){if(o!=an){let r=o==null,u=$t.alpha!=1;y.forEach((p,g)=>{if(s==1||g>0){let w=r||g==0||g==o;p._focus=r?null:w,u&&Ca(g,
w?1:$t.alpha)}}),an=o,u&&Pn()}}K&&vn&&Je(Vi,X,o=>{_._lock||(on(o),an!=null&&Pt(null,Nn,!0,Ce.setSeries))});function Lt(o,r,u){let p=x[r];u&&(o=o/de-(p.ori==1?Re:
ye));let g=te;p.ori==1&&(g=F,o=g-o),p.dir==-1&&(o=g-o);let w=p._min,T=p._max,P=o/g,C=w+(T-w)*P,R=p.distr;return R==3?Yn(10,C):R==4?nu(C,p.asinh):R==100?p.bwd(C):
C}function Oa(o,r){let u=Lt(o,D,r);return Mt(u,t[0],Be,Ve)}l.valToIdx=o=>Mt(o,t[0]),l.posToIdx=Oa,l.posToVal=Lt,l.valToPos=(o,r,u)=>x[r].ori==0?i(o,x[r],u?tt:te,
u?lt:0):c(o,x[r],u?St:F,u?ht:0),l.setCursor=(o,r,u)=>{xe=o.left,Me=o.top,cn(null,r,u)};function Co(o,r){_e(Rn,Un,Te.left=o),_e(Rn,dl,Te.width=r)}function Do(o,r){
_e(Rn,"top",Te.top=o),_e(Rn,ml,Te.height=r)}let ol=A.ori==0?Co:Do,il=A.ori==1?Co:Do;function Ra(){if(K&&ee.live)for(let o=s==2?1:0;o<y.length;o++){if(o==0&&ft)continue;
let r=ee.values[o],u=0;for(let p in r)Ue[o][u++].firstChild.nodeValue=r[p]}}function Ss(o,r){if(o!=null&&(o.idxs?o.idxs.forEach((u,p)=>{he[p]=u}):iu(o.idx)||he.
fill(o.idx),ee.idx=he[0]),K&&ee.live){for(let u=0;u<y.length;u++)(u>0||s==1&&!ft)&&Na(u,he[u]);Ra()}pt=!1,r!==!1&&ze("setLegend")}l.setLegend=Ss;function Na(o,r){
let u=y[o],p=o==0&&Y==2?xt:t[o],g;ft?g=u.values(l,o,r)??It:(g=u.value(l,r==null?null:p[r],o,r),g=g==null?It:{_:g}),ee.values[o]=g}function cn(o,r,u){Po=xe,Lo=Me,
[xe,Me]=_.move(l,xe,Me),_.left=xe,_.top=Me,se&&(Ln&&Ft(Ln,Ne(xe),0,te,F),Cn&&Ft(Cn,0,Ne(Me),te,F));let p,g=Be>Ve;Vt=we,Yt=null;let w=A.ori==0?te:F,T=A.ori==1?te:
F;if(xe<0||Ge==0||g){p=_.idx=null;for(let P=0;P<y.length;P++){let C=dt[P];C!=null&&Ft(C,-10,-10,te,F)}vn&&Pt(null,Nn,!0,o==null&&Ce.setSeries),ee.live&&(he.fill(
p),pt=!0)}else{let P,C,R;s==1&&(P=A.ori==0?xe:Me,C=Lt(P,D),p=_.idx=Mt(C,t[0],Be,Ve),R=V(t[0][p],A,w,0));let N=-10,q=-10,Z=0,pe=0,ue=!0,le="",J="";for(let j=s==2?
1:0;j<y.length;j++){let ve=y[j],Ae=he[j],He=Ae==null?null:s==1?t[j][Ae]:t[j][1][Ae],ge=_.dataIdx(l,j,p,C),$e=ge==null?null:s==1?t[j][ge]:t[j][1][ge];if(pt=pt||$e!=
He||ge!=Ae,he[j]=ge,j>0&&ve.show){let st=ge==null?-10:ge==p?R:V(s==1?t[0][ge]:t[j][0][ge],A,w,0),Ze=$e==null?-10:G($e,s==1?x[ve.scale]:x[ve.facets[1].scale],T,0);
if(vn&&$e!=null){let mt=A.ori==1?xe:Me,Tt=Fe($t.dist(l,j,ge,Ze,mt));if(Tt<Vt){let Ct=$t.bias;if(Ct!=0){let ot=Lt(mt,ve.scale),gt=$e>=0?1:-1,vt=ot>=0?1:-1;vt==gt&&
(vt==1?Ct==1?$e>=ot:$e<=ot:Ct==1?$e<=ot:$e>=ot)&&(Vt=Tt,Yt=j)}else Vt=Tt,Yt=j}}if(pt||_n){let mt,Tt;A.ori==0?(mt=st,Tt=Ze):(mt=Ze,Tt=st);let Ct,ot,gt,vt,Dt,Qe,it=!0,
un=Ke.bbox;if(un!=null){it=!1;let Xe=un(l,j);gt=Xe.left,vt=Xe.top,Ct=Xe.width,ot=Xe.height}else gt=mt,vt=Tt,Ct=ot=Ke.size(l,j);if(Qe=Ke.fill(l,j),Dt=Ke.stroke(l,
j),_n)j==Yt&&Vt<=$t.prox&&(N=gt,q=vt,Z=Ct,pe=ot,ue=it,le=Qe,J=Dt);else{let Xe=dt[j];Xe!=null&&(Mn[j]=gt,En[j]=vt,Gi(Xe,Ct,ot,it),Ii(Xe,Qe,Dt),Ft(Xe,yt(gt),yt(vt),
te,F))}}}}if(_n){let j=$t.prox,ve=an==null?Vt<=j:Vt>j||Yt!=an;if(pt||ve){let Ae=dt[0];Ae!=null&&(Mn[0]=N,En[0]=q,Gi(Ae,Z,pe,ue),Ii(Ae,le,J),Ft(Ae,yt(N),yt(q),te,
F))}}}if(Te.show&&Gt)if(o!=null){let[P,C]=Ce.scales,[R,N]=Ce.match,[q,Z]=o.cursor.sync.scales,pe=o.cursor.drag;if(qe=pe._x,We=pe._y,qe||We){let{left:ue,top:le,width:J,
height:j}=o.select,ve=o.scales[q].ori,Ae=o.posToVal,He,ge,$e,st,Ze,mt=P!=null&&R(P,q),Tt=C!=null&&N(C,Z);mt&&qe?(ve==0?(He=ue,ge=J):(He=le,ge=j),$e=x[P],st=V(Ae(
He,q),$e,w,0),Ze=V(Ae(He+ge,q),$e,w,0),ol(Et(st,Ze),Fe(Ze-st))):ol(0,w),Tt&&We?(ve==1?(He=ue,ge=J):(He=le,ge=j),$e=x[C],st=G(Ae(He,Z),$e,T,0),Ze=G(Ae(He+ge,Z),$e,
T,0),il(Et(st,Ze),Fe(Ze-st))):il(0,T)}else vs()}else{let P=Fe(Po-Ao),C=Fe(Lo-$o);if(A.ori==1){let Z=P;P=C,C=Z}qe=je.x&&P>=je.dist,We=je.y&&C>=je.dist;let R=je.uni;
R!=null?qe&&We&&(qe=P>=R,We=C>=R,!qe&&!We&&(C>P?We=!0:qe=!0)):je.x&&je.y&&(qe||We)&&(qe=We=!0);let N,q;qe&&(A.ori==0?(N=Dn,q=xe):(N=On,q=Me),ol(Et(N,q),Fe(q-N)),
We||il(0,T)),We&&(A.ori==1?(N=Dn,q=xe):(N=On,q=Me),il(Et(N,q),Fe(q-N)),qe||ol(0,w)),!qe&&!We&&(ol(0,0),il(0,0))}if(je._x=qe,je._y=We,o==null){if(u){if(Io!=null){
let[P,C]=Ce.scales;Ce.values[0]=P!=null?Lt(A.ori==0?xe:Me,P):null,Ce.values[1]=C!=null?Lt(A.ori==1?xe:Me,C):null}al(Fs,l,xe,Me,te,F,p)}if(vn){let P=u&&Ce.setSeries,
C=$t.prox;an==null?Vt<=C&&Pt(Yt,Nn,!0,P):Vt>C?Pt(null,Nn,!0,P):Yt!=an&&Pt(Yt,Nn,!0,P)}}pt&&(ee.idx=p,Ss()),r!==!1&&ze("setCursor")}let Kt=null;Object.defineProperty(
l,"rect",{get(){return Kt==null&&rl(!1),Kt}});function rl(o=!1){o?Kt=null:(Kt=M.getBoundingClientRect(),ze("syncRect",Kt))}function Oo(o,r,u,p,g,w,T){_._lock||Gt&&
o!=null&&o.movementX==0&&o.movementY==0||(xs(o,r,u,p,g,w,T,!1,o!=null),o!=null?cn(null,!0,!0):cn(r,!0,!1))}function xs(o,r,u,p,g,w,T,P,C){if(Kt==null&&rl(!1),on(
o),o!=null)u=o.clientX-Kt.left,p=o.clientY-Kt.top;else{if(u<0||p<0){xe=-10,Me=-10;return}let[R,N]=Ce.scales,q=r.cursor.sync,[Z,pe]=q.values,[ue,le]=q.scales,[J,
j]=Ce.match,ve=r.axes[0].side%2==1,Ae=A.ori==0?te:F,He=A.ori==1?te:F,ge=ve?w:g,$e=ve?g:w,st=ve?p:u,Ze=ve?u:p;if(ue!=null?u=J(R,ue)?a(Z,x[R],Ae,0):-10:u=Ae*(st/ge),
le!=null?p=j(N,le)?a(pe,x[N],He,0):-10:p=He*(Ze/$e),A.ori==1){let mt=u;u=p,p=mt}}C&&(r==null||r.cursor.event.type==Fs)&&((u<=1||u>=te-1)&&(u=pn(u,te)),(p<=1||p>=
F-1)&&(p=pn(p,F))),P?(Ao=u,$o=p,[Dn,On]=_.move(l,u,p)):(xe=u,Me=p)}let Ts={width:0,height:0,left:0,top:0};function vs(){Al(Ts,!1)}let Ro,No,Fo,Bo;function Vo(o,r,u,p,g,w,T){
Gt=!0,qe=We=je._x=je._y=!1,xs(o,r,u,p,g,w,T,!0,!1),o!=null&&(Je(Bs,Hs,qo,!1),al(Fi,l,Dn,On,te,F,null));let{left:P,top:C,width:R,height:N}=Te;Ro=P,No=C,Fo=R,Bo=N}
function qo(o,r,u,p,g,w,T){Gt=je._x=je._y=!1,xs(o,r,u,p,g,w,T,!1,!0);let{left:P,top:C,width:R,height:N}=Te,q=R>0||N>0,Z=Ro!=P||No!=C||Fo!=R||Bo!=N;if(q&&Z&&Al(Te),
je.setScale&&q&&Z){let pe=P,ue=R,le=C,J=N;if(A.ori==1&&(pe=C,ue=N,le=P,J=R),qe&&jt(D,Lt(pe,D),Lt(pe+ue,D)),We)for(let j in x){let ve=x[j];j!=D&&ve.from==null&&ve.
min!=we&&jt(j,Lt(le+J,j),Lt(le,j))}vs()}else _.lock&&(_._lock=!_._lock,cn(r,!0,o!=null));o!=null&&(Sn(Bs,Hs),al(Bs,l,xe,Me,te,F,null))}function Fa(o,r,u,p,g,w,T){
if(_._lock)return;on(o);let P=Gt;if(Gt){let C=!0,R=!0,N=10,q,Z;A.ori==0?(q=qe,Z=We):(q=We,Z=qe),q&&Z&&(C=xe<=N||xe>=te-N,R=Me<=N||Me>=F-N),q&&C&&(xe=xe<Dn?0:te),
Z&&R&&(Me=Me<On?0:F),cn(null,!0,!0),Gt=!1}xe=-10,Me=-10,he.fill(null),cn(null,!0,!0),P&&(Gt=P)}function Wo(o,r,u,p,g,w,T){_._lock||(on(o),is(),vs(),o!=null&&al(
qi,l,xe,Me,te,F,null))}function zo(){$.forEach(Tf),os(l.width,l.height,!0)}gn(Gl,jn,zo);let Fn={};Fn.mousedown=Vo,Fn.mousemove=Oo,Fn.mouseup=qo,Fn.dblclick=Wo,Fn.
setSeries=(o,r,u,p)=>{let g=Ce.match[2];u=g(l,r,u),u!=-1&&Pt(u,p,!0,!1)},se&&(Je(Fi,M,Vo),Je(Fs,M,Oo),Je(Bi,M,o=>{on(o),rl(!1)}),Je(Vi,M,Fa),Je(qi,M,Wo),Zs.add(
l),l.syncRect=rl);let $l=l.hooks=e.hooks||{};function ze(o,r,u){bs?sl.push([o,r,u]):o in $l&&$l[o].forEach(p=>{p.call(null,l,r,u)})}(e.plugins||[]).forEach(o=>{
for(let r in o.hooks)$l[r]=($l[r]||[]).concat(o.hooks[r])});let Ho=(o,r,u)=>u,Ce=De({key:null,setSeries:!1,filters:{pub:Zi,sub:Zi},scales:[D,y[1]?y[1].scale:null],
match:[Qi,Qi,Ho],values:[null,null]},_.sync);Ce.match.length==2&&Ce.match.push(Ho),_.sync=Ce;let Io=Ce.key,_s=Yr(Io);function al(o,r,u,p,g,w,T){Ce.filters.pub(o,
r,u,p,g,w,T)&&_s.pub(o,r,u,p,g,w,T)}_s.sub(l);function Ba(o,r,u,p,g,w,T){Ce.filters.sub(o,r,u,p,g,w,T)&&Fn[o](null,r,u,p,g,w,T)}l.pub=Ba;function Va(){_s.unsub(
l),Zs.delete(l),en.clear(),Gs(Gl,jn,zo),f.remove(),X?.remove(),ze("destroy")}l.destroy=Va;function Ms(){ze("init",e,t),yo(t||e.data,!1),z[D]?ws(D,z[D]):is(),xl=
Te.show&&(Te.width>0||Te.height>0),sn=pt=!0,os(e.width,e.height)}return y.forEach(wo),$.forEach(ba),n?n instanceof HTMLElement?(n.appendChild(f),Ms()):n(l,Ms):Ms(),
l}Ye.assign=De;Ye.fmtNum=so;Ye.rangeNum=jl;Ye.rangeLog=Jl;Ye.rangeAsinh=no;Ye.orient=wn;Ye.pxRatio=de;Ye.join=pu;Ye.fmtDate=io,Ye.tzDate=vu;Ye.sync=Yr;{Ye.addGap=
rf,Ye.clipGaps=Xl;let e=Ye.paths={points:ea};e.linear=na,e.stepped=uf,e.bars=ff,e.spline=pf}var ia=[{title:"Throughput",unit:"tokens/s",format:fn,series:[["out_rate","output"],["in_rate","prompts"]]},{title:"KV usage",format:qt,range:[0,1],series:[["kv\
_usage","blocks in use"]]},{title:"Requests",format:ce,whole:!0,series:[["running","running"],["waiting","waiting"]]},{title:"Median latency",format:Ee,tick:Nl,
series:[["ttft","TTFT"],["tpot","TPOT"]]}],vf=[void 0,[4,3]];function _f(e,{series:t}){let n=e?.at??[];return[n,...t.map(([l])=>n.map((s,i)=>po(e[l]?.[i])))]}function Mf(e,{
series:t,format:n,unit:l}){return t.map(([s,i])=>{let c=po(e?.[s]?.at(-1));return`${i} ${n(c,Ot)}${l&&c!==null?` ${l}`:""}`})}function ra({model:e,scope:t,theme:n}){
let l=ia.map(a=>({chart:a,words:a.series.map((h,f)=>k(`span.nbs-line-${f+1}`)),place:k("div.nbs-plot",{role:"img"}),plot:null})),s=k("div.nbs-charts",{},l.map(({
chart:a,words:h,place:f})=>k("figure",{},k("figcaption",{},k("b",{},a.title),k("span.nbs-note",{},h)),f))),i=t.frame(()=>{let a=e.get("time");for(let h of l){let{
clientWidth:f}=h.place;if(!f)continue;let d=_f(a,h.chart);h.plot?h.plot.setData(d):h.plot=new Ye(Ef(h.chart,f,n),d,h.place),h.plot.width!==f&&h.plot.setSize({width:f,
height:aa})}}),c=zn(t,()=>{let a=e.get("time")??{},h=ia.flatMap(({series:f,format:d})=>f.map(([m,b])=>({name:m,label:b,format:d})));return{caption:"One row a se\
cond, newest first",head:["Time",...h.map(({label:f})=>f)],body:(a.at??[]).map((f,d)=>[Zt(f),...h.map(({name:m,format:b})=>b(po(a[m]?.[d]),"–"))]).reverse().slice(
0,60)}});return t.bind("time",a=>{for(let{chart:h,words:f,place:d}of l){let m=Mf(a,h);m.forEach((b,S)=>Q(f[S],b)),d.setAttribute("aria-label",`${h.title} over t\
he last five minutes. Now: ${m.join(", ")}`)}c.refresh(),i()}),n.watch(()=>{for(let a of l)a.plot?.destroy(),a.plot=null;i()}),t.observe(new ResizeObserver(i),s),
t.defer(()=>{for(let{plot:a}of l)a?.destroy()}),Rt("time","Time","One point a second over the last five minutes. Gaps are seconds without traffic. Where request\
s wait, watch KV usage: a full pool is what they wait for.",s,c.element)}var aa=132;function Ef({series:e,format:t,tick:n=t,range:l,whole:s},i,c){let a={stroke:c.
ink(.65),font:"10px system-ui, sans-serif",grid:{stroke:c.ink(.1),width:1},ticks:{show:!1}},h=f=>f===null?"":n(f);return{width:i,height:aa,legend:{live:!0},cursor:{
sync:{key:"nbserve"},y:!1,points:{size:5}},scales:{y:{range:l??((f,d,m)=>[0,(m||1)*1.08])}},axes:[{...a,size:22,space:60,values:(f,d)=>d.map(m=>Zt(m))},{...a,size:52,
space:28,incrs:s?[1,2,5,10,20,50,100,200,500,1e3]:void 0,values:(f,d)=>d.map(h)}],series:[{label:"at",value:(f,d)=>Zt(d)},...e.map(([,f],d)=>({label:f,stroke:c.
named(`--nbs-line-${d+1}`),width:1.5,dash:vf[d],points:{show:!0,size:4,filter:(m,b)=>Af(m.data[b])},value:(m,b)=>t(b,Ot)}))]}}function Af(e){let t=n=>e[n]!==null&&
e[n]!==void 0;return[...e.keys()].filter(n=>t(n)&&!t(n-1)&&!t(n+1))}function po(e){return Number.isFinite(e)?e:null}var mo="_view",$f=Object.freeze({selected:null,sort:"submitted",descending:!0}),ls=class{#e;#n;constructor(t,n){this.#e=t,this.#n=n}get(){return{...$f,...this.#e.
get(mo)}}set(t){this.#e.set(mo,{...this.get(),...t})}toggle(t){this.set({selected:this.get().selected===t?null:t})}bind(t){this.#n.on(`change:${mo}`,()=>t(this.
get())),t(this.get())}};var ca={now:vi,blocks:wi,batch:ri,time:ra,requests:Di};function Pf({model:e,el:t}){let n=new Dl(e),l=`Engine ${e.get("now")?.engine??""}`.trim(),s=k("div.nbs",{
role:"region","aria-label":l,dataset:{lmSuppressShortcuts:"true"}});t.append(s);let i={model:e,scope:n,root:s,kernel:new Cl(e,n),theme:new Ol(s,n),view:new ls(e,
n),slots:Rl.of(e)};n.bind("pool",a=>i.slots.learn(a?.owners??[])),s.append(Si(i),Qo(i),_i(i));for(let a of e.get("panels")??[])a in ca&&s.append(ca[a](i));n.observe(
new ResizeObserver(()=>i.theme.refresh()),s);let c=()=>{n.close(),s.replaceChildren(),s.remove()};return Zo(s,n),Jo(e,s,n,c),c}var xp={render:Pf};export{xp as default};
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
