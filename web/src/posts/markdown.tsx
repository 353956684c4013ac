/** What people wrote, as Markdown: hostile until DOMPurify has seen it, and again until React puts it on the page. */
import DOMPurify from "dompurify";
import MarkdownIt, { type Token } from "markdown-it";
import { type MouseEvent, memo, useMemo } from "react";
import { useLocation } from "wouter";
import { base } from "~/core/network";
import { endless, side, tamed } from "./bounds";
import "./markdown.css";

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

const ADDRESS = /^(?:https?:|mailto:|tel:|\/(?!\/))/i;
markdown.validateLink = (address) => ADDRESS.test(address);

const TAGS = "a blockquote br code del em h3 hr li ol p pre s strong table tbody td th thead tr ul";

const ALLOWED = {
  ALLOWED_TAGS: TAGS.split(" "),
  ALLOWED_ATTR: ["href", "title", "start", "class", "rel", "target", "data-inside", "dir", "tabindex"],
  ALLOW_DATA_ATTR: false,
  // DOMPurify takes the values of all others for addresses, and what is none away.
  ADD_URI_SAFE_ATTR: ["dir", "rel", "target", "start", "data-inside", "tabindex"],
  ALLOWED_URI_REGEXP: ADDRESS,
};

/** What is written from right to left stands so, wherever the page does not: as its first letter says. */
const BLOCK = /^(paragraph|heading|bullet_list|ordered_list|blockquote|table)_(open|close)$/;
markdown.core.ruler.push("sides", ({ tokens }) => {
  const waiting: Token[] = []; // open blocks without a letter yet
  for (const token of tokens) {
    if (token.type === "inline") {
      const dir = waiting.length && side((token.children ?? []).map(({ content }) => content).join(""));
      if (dir) for (const block of waiting.splice(0)) block.attrSet("dir", dir);
    } else if (BLOCK.test(token.type)) {
      if (token.nesting === 1) waiting.push(token);
      else waiting.pop(); // had this one its letter, none waits
    }
  }
});

/** Below the page's own headings, whatever level people choose: they mean the size. */
markdown.renderer.rules.heading_open = (tokens, index, options, _env, self) => {
  const token = tokens[index];
  if (token) {
    token.attrSet("class", `heading-${token.tag}`);
    token.tag = "h3";
  }
  return self.renderToken(tokens, index, options);
};
markdown.renderer.rules.heading_close = () => "</h3>\n";

const OURS = `${location.origin}${base}/`; // a link that somebody copied here

/** Links into the network stay in this tab and network; all others open a new one that learns nothing of ours. */
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  const token = tokens[index];
  const href = String(token?.attrGet("href") ?? "");
  const path = href.startsWith(OURS) ? href.slice(OURS.length - 1) : href;
  if (/^\/(people|groups|posts|chat)\//.test(path)) {
    token?.attrSet("href", base + path);
    token?.attrSet("data-inside", "");
    if (tokens[index + 1]?.content.startsWith("@")) token?.attrSet("class", "mention");
  } else {
    token?.attrSet("target", "_blank");
    token?.attrSet("rel", "noopener noreferrer nofollow ugc");
  }
  return self.renderToken(tokens, index, options);
};
/** A column's side by a class: our Content-Security-Policy takes no style attributes. */
for (const cell of ["th_open", "td_open"]) {
  markdown.renderer.rules[cell] = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    const side = /center|right/.exec(String(token?.attrGet("style") ?? ""))?.[0];
    if (token) token.attrs = side ? [["class", `side-${side}`]] : null;
    return self.renderToken(tokens, index, options);
  };
}
/** What scrolls sideways can be scrolled by keyboard. */
const code = (tokens: Token[], index: number) =>
  `<pre tabindex="0"><code>${markdown.utils.escapeHtml(tokens[index]?.content ?? "")}</code></pre>\n`;
markdown.renderer.rules.fence = code;
markdown.renderer.rules.code_block = code;
markdown.renderer.rules.table_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet("tabindex", "0");
  return self.renderToken(tokens, index, options);
};
markdown.disable("image"); // a picture elsewhere would tell its server who reads

const MOST = 3_000; // tokens; what has more of them than any text needs is shown as it was typed

/** What the text means, before it is sanitized. */
export function rendered(text: string): string {
  const mild = tamed(text);
  const tokens = markdown.parse(mild, {});
  const parts = tokens.reduce((sum, { children }) => sum + 1 + (children?.length ?? 0), 0);
  return parts > MOST
    ? `<p class="plain" dir="${side(mild) ?? "ltr"}">${markdown.utils.escapeHtml(mild)}</p>`
    : markdown.renderer.render(tokens, markdown.options, {});
}

export const html = (text: string): string => DOMPurify.sanitize(rendered(text), ALLOWED);

export const Markdown = memo(function Markdown({ text }: { text: string }) {
  const [, navigate] = useLocation();
  const safe = useMemo(() => html(text), [text]);
  const look = endless(text) ? "markdown unkerned" : "markdown";
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest("a[data-inside]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate((link.getAttribute("href") ?? "").slice(base.length));
  };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized above
  // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: it only takes clicks of the links inside
  return <div className={look} onClick={follow} dangerouslySetInnerHTML={{ __html: safe }} />;
});
