import "@fontsource-variable/inter/wght.css";
import "~/styles/tokens.css";
import "~/styles/base.css";
import { createRoot } from "react-dom/client";
import { App } from "~/app";
import { startWords } from "~/core/i18n";
import { session } from "~/core/session";
import { applyTheme } from "~/core/theme";

applyTheme();
void session.start();
void startWords().then(() => {
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<App />);
});
