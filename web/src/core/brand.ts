/** The tenant's colours, as the server computed them: the client does no arithmetic with colours. */
import type { components } from "~/core/api/schema";

type Branding = components["schemas"]["Branding"];
type Palette = Record<string, string>;

export function wear(branding: Branding): void {
  const { style } = document.documentElement;
  for (const [theme, colours] of Object.entries(paletteOf(branding) ?? {})) {
    for (const [name, colour] of Object.entries(colours)) {
      style.setProperty(`--brand-${name.replaceAll("_", "-")}-${theme}`, colour);
    }
  }
}

export function paletteOf(branding: Branding): { light: Palette; dark: Palette } | undefined {
  return (branding as { palette?: { light: Palette; dark: Palette } }).palette;
}
