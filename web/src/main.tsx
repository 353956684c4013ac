import "@fontsource-variable/inter/wght.css";
import "~/styles/tokens.css";
import "~/styles/base.css";
import { createRoot } from "react-dom/client";
import { App } from "~/app";
import { allWords, startWords } from "~/core/i18n";
import { slug } from "~/core/network";
import { session } from "~/core/session";
import { keepStrays } from "~/core/strays";
import { applyTheme } from "~/core/theme";
import { register } from "~/core/updates";

const LATER = 3000; // ms: what opens over the first screen may say more than that does

applyTheme();
keepStrays();
void session.start();
void startWords().then(() => {
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<App />);
  setTimeout(() => void allWords().catch(() => undefined), LATER);
});

// Installed from inside a network, the app is that network's.
const manifest = document.querySelector<HTMLLinkElement>("link[rel=manifest]");
if (slug && manifest) manifest.href = `/v1/tenants/${slug}/manifest.webmanifest`;

addEventListener("load", () => void register());
