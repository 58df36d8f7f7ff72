// Built from nbserve/notebook/js/src/background; edit that, then run "npm run build" there.
function a(n,e={},...t){return j(r=>document.createElement(r),n,e,t)}function j(n,e,t,r){let[s,...i]=e.split("."),o=n(s);i.length&&o.setAttribute("class",i.join(" "));for(let[l,u]of Object.entries(t))if(l.startsWith("on"))o.addEventListener(
l.slice(2),u);else if(l==="dataset")Object.assign(o.dataset,u);else if(l==="style")for(let[c,f]of Object.entries(u))o.style.setProperty(c,f);else U(o,l,u);return o.
append(...r.flat(1/0).filter(l=>l!=null&&l!==!1)),o}function U(n,e,t){t==null||t===!1?n.removeAttribute(e):n.getAttribute(e)!==String(t)&&n.setAttribute(e,t===!0?
"":String(t))}function p(n,e){n.textContent!==e&&(n.textContent=e)}var y="The kernel is busy with a cell; this takes effect when it ends.",m=class{#e;#t;#n=new Map;#r=Math.floor(Math.random()*1073741823);constructor(e,t){this.#e=
e,this.#t=t,t.on("msg:custom",r=>this.#s(r)),t.defer(()=>{for(let{timer:r}of this.#n.values())clearTimeout(r);this.#n.clear()})}ask(e,t=()=>{}){let r=this.#r++;
return new Promise(s=>{if(this.#t.closed)return;let i={resolve:s,busy:t,late:!1};i.timer=setTimeout(()=>{i.late=!0,t(!0)},400),this.#n.set(r,i),this.#e.send({...e,
id:r})})}#s(e){let t=this.#n.get(e?.answer);t&&(this.#n.delete(e.answer),clearTimeout(t.timer),t.late&&t.busy(!1),t.resolve(e))}};var b=class{#e;#t=new Set;constructor(e){this.#e=e,this.closed=!1}defer(e){let t=()=>this.#t.delete(t)&&e();return this.#t.add(t),t}on(e,t){return this.#e.on(e,
t),this.defer(()=>this.#e.off(e,t))}bind(e,t){this.on(`change:${e}`,()=>t(this.#e.get(e))),t(this.#e.get(e))}listen(e,t,r,s=!1){return e.addEventListener(t,r,s),
this.defer(()=>e.removeEventListener(t,r,s))}observe(e,t,r){return e.observe(t,r),this.defer(()=>e.disconnect())}frame(e){let t=0;return this.defer(()=>cancelAnimationFrame(
t)),()=>{t||this.closed||(t=requestAnimationFrame(()=>{t=0,e()}))}}debounce(e,t){let r=0,s=()=>clearTimeout(r),i=(...o)=>{s(),this.closed||(r=setTimeout(()=>t(...o),
e))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let e of[...this.#t].reverse())e()}};function B(n){let e=(n.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return e.length<3||e.some(Number.isNaN)?[0,0,0]:n.startsWith("color(")?
e.map(t=>Math.round(t*255)):e}function D([n,e,t]){return .2126*n+.7152*e+.0722*t>140}var g=class{#e;#t;#n=new Set;#r=null;constructor(e,t){this.#e=e,this.#t=t;let r=()=>this.#s(),
s=t.debounce(400,r),i=()=>{r(),s()},o=new MutationObserver(i);for(let l of[document.documentElement,document.body])t.observe(o,l,{attributes:!0,attributeFilter:[
"class","style","theme","data-jp-theme-name","data-theme"]});t.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),t.observe(new ResizeObserver(r),e),
this.#s()}watch(e){return this.#n.add(e),this.#t.defer(()=>this.#n.delete(e))}#s(){let e=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(e!==this.#r){this.#r=
e,this.rgb=B(e),this.dark=D(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let t of this.#n)t()}}ink(e=1){return`rgb(${this.rgb.join(" ")} / ${e})`}named(e){
return getComputedStyle(this.#e).getPropertyValue(e).trim()||this.ink()}};function v(n,e){let t=n.ownerDocument;e.listen(t.defaultView,"keydown",r=>{n.contains(r.target)&&(r.target.setAttribute("data-lm-suppress-shortcuts","true"),k(r)&&
n.closest(".lm-Widget")&&!t.body.dispatchEvent(new KeyboardEvent("keydown",r))&&(r.preventDefault(),r.stopImmediatePropagation()))},!0),n.addEventListener("keyd\
own",r=>{k(r)||r.key==="Tab"||(r.stopPropagation(),r.key==="Escape"&&!r.defaultPrevented&&!r.isComposing&&S(n))})}function S(n){n.parentElement?.closest("[tabin\
dex]")?.focus({preventScroll:!0})}function k({ctrlKey:n,metaKey:e,altKey:t}){return(n||e)&&!t}var N="a[href], button, input, select, textarea, summary, [tabindex='0']";function x(n,e){let t=n.ownerDocument,r=null,s=[],i=()=>{if(!r||w(r)&&t.activeElement===
r||t.activeElement&&![t.body,r].includes(t.activeElement))return;let o=w(r)?r:s.filter(w).map(P).find(Boolean);o?o.focus({preventScroll:!0}):S(n)};e.listen(n,"f\
ocusin",({target:o})=>{r=o,s=_(o,n)}),e.listen(n,"focusout",({relatedTarget:o})=>{o&&(r=null)}),e.listen(t,"pointerdown",()=>r=null,!0),e.observe(new MutationObserver(
i),n,{subtree:!0,childList:!0,attributeFilter:["hidden","disabled"]})}function _(n,e){let t=[];for(let r=n;r&&r!==e;r=r.parentElement)t.push(r.parentElement);return t}
function P(n){return[...n.querySelectorAll(N)].find(w)}function w(n){let e=n.closest("details:not([open])"),t=!e||n===e||n===e.firstElementChild;return n.isConnected&&
!n.disabled&&!n.closest("[hidden]")&&t}var T="_views",O=".jp-OutputArea-output";function A(n,e,t,r){let s=n.get(T)??new Set;n.set(T,s);let i=[...s],o={root:e,close:r,inOutput:!1,scrolls:new Map,focus:null,blurred:0};s.add(o),t.defer(()=>s.delete(
o)),t.listen(e,"scroll",({target:c})=>o.scrolls.set(c,[c.scrollTop,c.scrollLeft]),!0),t.listen(e,"focusin",({target:c})=>Object.assign(o,{focus:c,blurred:1/0})),
t.listen(e,"focusout",()=>o.blurred=Date.now());let l=0,u=c=>{o.inOutput||=e.closest(O)!==null;for(let f of i.filter(h=>s.has(h)&&Y(h)))q(f,e),f.close();c&&(!o.
inOutput||i.some(f=>s.has(f)))&&(l=setTimeout(u,100,c-1))};t.defer(()=>clearTimeout(l)),l=setTimeout(u,0,20)}function Y({root:n,inOutput:e}){return e&&!n.isConnected&&
!n.closest(O)}function q(n,e){let t=[...n.root.querySelectorAll("details")].map(u=>u.open),r=[...e.querySelectorAll("details")];r.length===t.length&&r.forEach((u,c)=>u.
open=t[c]);for(let[u,[c,f]]of n.scrolls){let h=C(u,n.root,e);h&&Object.assign(h,{scrollTop:c,scrollLeft:f})}let{activeElement:s,body:i}=e.ownerDocument,l=Date.now()-
n.blurred<1e3&&(!s||s===i)?C(n.focus,n.root,e):null;l?.focus({preventScroll:!0}),l&&Number.isInteger(n.focus.selectionStart)&&l.setSelectionRange(n.focus.selectionStart,
n.focus.selectionEnd)}function C(n,e,t){let r=[];for(let s=n;s!==e;s=s.parentElement){if(!s?.parentElement)return null;r.unshift([...s.parentElement.children].indexOf(
s))}return r.reduce((s,i)=>s?.children[i],t)??null}function M(n,e){return a(`div.nbw.${n}`,{role:"region","aria-label":e})}function F(n,e,t){let r=()=>{t.close(),e.replaceChildren(),e.remove()};return v(e,t),x(e,
t),A(n,e,t,r),r}function I({model:n,el:e}){let t=new b(n),r=new m(n,t),s=a("div.nba-texts"),i=a("progress",{"aria-label":"Tokens of the longest answer"}),o=a("span"),l=a("span",
{role:"status"}),u=a("button",{type:"button",onclick:()=>f()},"Cancel"),c=M("nba","Background answer");c.tabIndex=-1,c.append(s,a("div.nba-row",{},i,o,u,l)),e.append(
c),new g(c,t);async function f(){u.disabled=!0;let{ok:d,error:E}=await r.ask({do:"cancel"},L=>p(l,L?y:""));u.disabled=d,d||p(l,E)}t.bind("answer",d=>{K(s,d.texts),
p(o,d.quiet),i.max=d.total,i.value=d.done}),t.bind("final",d=>{if(!d)return;let E=c.contains(c.ownerDocument.activeElement);c.innerHTML=d,E&&c.focus()});let h=F(
n,c,t);return n.send({do:"shown"}),h}function K(n,e){let t=e.length>1;n.children.length!==e.length&&n.replaceChildren(...e.map((r,s)=>a("div",{},t&&a("div.nba-n\
umber",{},String(s+1)),a("pre")))),e.forEach((r,s)=>{let i=n.children[s].lastChild,o=i.firstChild;o&&r.startsWith(o.data)?o.appendData(r.slice(o.data.length)):p(
i,r)})}var ce={render:I};export{ce as default};
