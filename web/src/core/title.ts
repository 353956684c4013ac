/** The tab's title: how much is new, the screen, the company. */
let words = "";
let count = "";

export const title = {
  say(next: string): void {
    words = next;
    show();
  },

  /** "" for nothing new. */
  count(next: string): void {
    count = next;
    show();
  },
};

function show(): void {
  document.title = count && words ? `(${count}) ${words}` : words || document.title;
}
