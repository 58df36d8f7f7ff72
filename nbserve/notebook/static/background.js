// Built from nbserve/notebook/js/src/background; edit that, then run "npm run build" there.
function u(n,e={},...t){return C(r=>document.createElement(r),n,e,t)}function C(n,e,t,r){let[s,...i]=e.split("."),o=n(s);i.length&&o.setAttribute("class",i.join(" "));for(let[l,a]of Object.entries(t))if(l.startsWith("on"))o.addEventListener(
l.slice(2),a);else if(l==="dataset")Object.assign(o.dataset,a);else if(l==="style")for(let[c,f]of Object.entries(a))o.style.setProperty(c,f);else M(o,l,a);return o.
append(...r.flat(1/0).filter(l=>l!=null&&l!==!1)),o}function M(n,e,t){t==null||t===!1?n.removeAttribute(e):n.getAttribute(e)!==String(t)&&n.setAttribute(e,t===!0?
"":String(t))}function m(n,e){n.textContent!==e&&(n.textContent=e)}var S="The kernel is busy with a cell; this takes effect when it ends.",p=class{#e;#t;#n=new Map;#r=Math.floor(Math.random()*1073741823);constructor(e,t){this.#e=
e,this.#t=t,t.on("msg:custom",r=>this.#s(r)),t.defer(()=>{for(let{timer:r}of this.#n.values())clearTimeout(r);this.#n.clear()})}ask(e,t=()=>{}){let r=this.#r++;
return new Promise(s=>{if(this.#t.closed)return;let i={resolve:s,busy:t,late:!1};i.timer=setTimeout(()=>{i.late=!0,t(!0)},400),this.#n.set(r,i),this.#e.send({...e,
id:r})})}#s(e){let t=this.#n.get(e?.answer);t&&(this.#n.delete(e.answer),clearTimeout(t.timer),t.late&&t.busy(!1),t.resolve(e))}};var b=class{#e;#t=new Set;constructor(e){this.#e=e,this.closed=!1}defer(e){let t=()=>this.#t.delete(t)&&e();return this.#t.add(t),t}on(e,t){return this.#e.on(e,
t),this.defer(()=>this.#e.off(e,t))}bind(e,t){this.on(`change:${e}`,()=>t(this.#e.get(e))),t(this.#e.get(e))}listen(e,t,r,s=!1){return e.addEventListener(t,r,s),
this.defer(()=>e.removeEventListener(t,r,s))}observe(e,t,r){return e.observe(t,r),this.defer(()=>e.disconnect())}frame(e){let t=0;return this.defer(()=>cancelAnimationFrame(
t)),()=>{t||this.closed||(t=requestAnimationFrame(()=>{t=0,e()}))}}debounce(e,t){let r=0,s=()=>clearTimeout(r),i=(...o)=>{s(),this.closed||(r=setTimeout(()=>t(...o),
e))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let e of[...this.#t].reverse())e()}};function j(n){let e=(n.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return e.length<3||e.some(Number.isNaN)?[0,0,0]:n.startsWith("color(")?
e.map(t=>Math.round(t*255)):e}function N([n,e,t]){return .2126*n+.7152*e+.0722*t>140}var g=class{#e;#t;#n=new Set;#r=null;constructor(e,t){this.#e=e,this.#t=t;let r=()=>this.#s(),
s=t.debounce(400,r),i=()=>{r(),s()},o=new MutationObserver(i);for(let l of[document.documentElement,document.body])t.observe(o,l,{attributes:!0,attributeFilter:[
"class","style","theme","data-jp-theme-name","data-theme"]});t.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),t.observe(new ResizeObserver(r),e),
this.#s()}watch(e){return this.#n.add(e),this.#t.defer(()=>this.#n.delete(e))}#s(){let e=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(e!==this.#r){this.#r=
e,this.rgb=j(e),this.dark=N(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let t of this.#n)t()}}ink(e=1){return`rgb(${this.rgb.join(" ")} / ${e})`}named(e){
return getComputedStyle(this.#e).getPropertyValue(e).trim()||this.ink()}};var E="_views",x=".jp-OutputArea-output";function v(n,e,t,r){let s=n.get(E)??new Set;n.set(E,s);let i=[...s],o={root:e,close:r,inOutput:!1,scrolls:new Map,focus:null,blurred:0};s.add(o),t.defer(()=>s.delete(
o)),t.listen(e,"scroll",({target:c})=>o.scrolls.set(c,[c.scrollTop,c.scrollLeft]),!0),t.listen(e,"focusin",({target:c})=>Object.assign(o,{focus:c,blurred:1/0})),
t.listen(e,"focusout",()=>o.blurred=Date.now());let l=0,a=c=>{o.inOutput||=e.closest(x)!==null;for(let f of i.filter(h=>s.has(h)&&U(h)))_(f,e),f.close();c&&(!o.
inOutput||i.some(f=>s.has(f)))&&(l=setTimeout(a,100,c-1))};t.defer(()=>clearTimeout(l)),l=setTimeout(a,0,20)}function U({root:n,inOutput:e}){return e&&!n.isConnected&&
!n.closest(x)}function _(n,e){let t=[...n.root.querySelectorAll("details")].map(a=>a.open),r=[...e.querySelectorAll("details")];r.length===t.length&&r.forEach((a,c)=>a.
open=t[c]);for(let[a,[c,f]]of n.scrolls){let h=k(a,n.root,e);h&&Object.assign(h,{scrollTop:c,scrollLeft:f})}let{activeElement:s,body:i}=e.ownerDocument,l=Date.now()-
n.blurred<1e3&&(!s||s===i)?k(n.focus,n.root,e):null;l?.focus({preventScroll:!0}),l&&Number.isInteger(n.focus.selectionStart)&&l.setSelectionRange(n.focus.selectionStart,
n.focus.selectionEnd)}function k(n,e,t){let r=[];for(let s=n;s!==e;s=s.parentElement){if(!s?.parentElement)return null;r.unshift([...s.parentElement.children].indexOf(
s))}return r.reduce((s,i)=>s?.children[i],t)??null}function y(n,e){e.listen(n.ownerDocument.defaultView,"keydown",t=>{t.key.startsWith("Arrow")&&t.target.type==="range"&&n.contains(t.target)&&t.stopImmediatePropagation()},
!0)}function T(n,e){return u(`div.nbw.${n}`,{role:"region","aria-label":e,dataset:{lmSuppressShortcuts:"true"}})}function O(n,e,t){let r=()=>{t.close(),e.replaceChildren(),
e.remove()};return y(e,t),v(n,e,t,r),r}function L({model:n,el:e}){let t=new b(n),r=new p(n,t),s=u("div.nba-texts"),i=u("progress",{"aria-label":"Tokens of the longest answer"}),o=u("span"),l=u("span",
{role:"status"}),a=u("button",{type:"button",onclick:()=>f()},"Cancel"),c=T("nba","Background answer");c.tabIndex=-1,c.append(s,u("div.nba-row",{},i,o,a,l)),e.append(
c),new g(c,t);async function f(){a.disabled=!0;let{ok:d,error:w}=await r.ask({do:"cancel"},A=>m(l,A?S:""));a.disabled=d,d||m(l,w)}t.bind("answer",d=>{Y(s,d.texts),
m(o,d.quiet),i.max=d.total,i.value=d.done}),t.bind("final",d=>{if(!d)return;let w=c.contains(c.ownerDocument.activeElement);c.innerHTML=d,w&&c.focus()});let h=O(
n,c,t);return n.send({do:"shown"}),h}function Y(n,e){let t=e.length>1;n.children.length!==e.length&&n.replaceChildren(...e.map((r,s)=>u("div",{},t&&u("div.nba-n\
umber",{},String(s+1)),u("pre")))),e.forEach((r,s)=>{let i=n.children[s].lastChild,o=i.firstChild;o&&r.startsWith(o.data)?o.appendData(r.slice(o.data.length)):m(
i,r)})}var Q={render:L};export{Q as default};
