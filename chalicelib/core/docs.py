"""The page at /docs: the OpenAPI document, readable, in one small file without anything from elsewhere."""

import base64
import hashlib

_STYLE = """
:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 15%,transparent)}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem}h2{margin-top:2.5rem;text-transform:capitalize}
details{border:1px solid var(--line);border-radius:8px;margin:.5rem 0;padding:.6rem .9rem}
summary{cursor:pointer;display:flex;gap:.8rem;flex-wrap:wrap}summary:focus-visible{outline:2px solid;outline-offset:4px}
b{font:600 .8rem ui-monospace,monospace;min-width:4rem;line-height:1.9}code{font:.9rem ui-monospace,monospace;overflow-wrap:anywhere}
summary span{opacity:.75}pre{overflow:auto;background:color-mix(in srgb,currentColor 6%,transparent);padding:.8rem;border-radius:8px}
dt{font-weight:600;margin-top:.6rem}dd{margin:0}
"""

_SCRIPT = """
const make=(tag,text,...children)=>{const e=document.createElement(tag);if(text)e.textContent=text;e.append(...children);return e};
fetch('/v1/openapi.json').then(r=>r.json()).then(doc=>{
 const main=document.querySelector('main');main.textContent='';const rooms={};
 for(const[path,methods]of Object.entries(doc.paths))for(const[method,op]of Object.entries(methods))(rooms[op.tags[0]]??=[]).push([method.toUpperCase(),path,op]);
 const named=s=>s?.$ref?doc.components.schemas[s.$ref.split('/').pop()]:s;
 for(const[room,list]of Object.entries(rooms)){main.append(make('h2',room));
  for(const[method,path,op]of list){const d=make('details');
   d.append(make('summary','',make('b',method),make('code',path),make('span',op.summary)));
   const facts=make('dl');
   if(op.parameters.length){facts.append(make('dt','Parameters'),make('dd',op.parameters.map(p=>`${p.name} (${p.in}${p.required?', required':''})`).join(', ')))}
   const body=op.requestBody?.content['application/json'].schema;
   if(body)facts.append(make('dt','Body'),make('dd','',make('pre',JSON.stringify(named(body),null,1))));
   for(const[status,answer]of Object.entries(op.responses)){const s=answer.content?.['application/json']?.schema;
    facts.append(make('dt',status),make('dd',answer.description,...(s?[make('pre',JSON.stringify(named(s),null,1))]:[])))}
   d.append(facts);main.append(d)}}
}).catch(()=>{document.querySelector('main').textContent='The description could not be loaded. Reload the page to try again.'});
"""

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Atrium API</title>'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    f"<style>{_STYLE}</style></head><body><h1>Atrium API</h1>"
    '<p>The same as <a href="/v1/openapi.json">OpenAPI 3.1</a>, for tools.</p><main>Loading …</main>'
    f"<script>{_SCRIPT}</script></body></html>"
)


def page_headers() -> dict[str, str]:
    """The page may run its own script and nothing else."""

    def hashed(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    policy = (
        f"default-src 'none'; script-src {hashed(_SCRIPT)}; style-src {hashed(_STYLE)}; "
        "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
    }
