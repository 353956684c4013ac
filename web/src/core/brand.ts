/**
 * What the tenant wears: its colours, the tab's icon, and the colour of a phone's frame around the page. The server
 * computed the colours; the client does no arithmetic with them.
 */
import type { components } from "~/core/api/schema";
import { wearIcon } from "~/core/icon";

type Branding = components["schemas"]["Branding"];
type Colours = components["schemas"]["Colours"];

export function wear({ palette, favicon }: Pick<Branding, "palette" | "favicon">): void {
  const { style } = document.documentElement;
  for (const theme of ["light", "dark"] as const) {
    for (const [name, colour] of properties(palette[theme]))
      style.setProperty(`--brand-${name}-${theme}`, colour);
    const frame = document.querySelector(`meta[name=theme-color][data-theme=${theme}]`);
    frame?.setAttribute("content", palette[theme].header);
  }
  wearIcon(favicon);
}

/** As custom properties are named: on_accent is --on-accent. */
export function properties(colours: Colours): [name: string, colour: string][] {
  return Object.entries(colours).map(([name, colour]) => [name.replaceAll("_", "-"), colour]);
}
