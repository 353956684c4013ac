import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

// A whole path: what `npm run dev` bundles ahead knows no other.
const LEAN = fileURLToPath(new URL("src/core/lean", import.meta.url));

// `npm run dev` shows the sources against a running `make run`.
const API = process.env.API ?? "http://127.0.0.1:8000";

/** The order of the layers first in every file of styles: which of them a browser reads first is not ours to say. */
const layers: Plugin = {
  name: "layers",
  enforce: "post",
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== "asset" || !file.fileName.endsWith(".css")) continue;
      file.source = `@layer reset,tokens,base,ui,rooms;${file.source}`;
    }
  },
};

/** What pdf.js fetches by itself, when a file needs it: under its version, for it is kept for a year. */
const forPdf: Plugin = {
  name: "for-pdf",
  apply: "build",
  generateBundle() {
    const home = fileURLToPath(new URL("node_modules/pdfjs-dist/", import.meta.url));
    const { version } = JSON.parse(readFileSync(`${home}package.json`, "utf8"));
    for (const folder of ["cmaps", "standard_fonts", "wasm"]) {
      for (const name of readdirSync(home + folder)) {
        if (name.endsWith(".wasm")) continue; // the Content-Security-Policy takes none
        const source = readFileSync(`${home}${folder}/${name}`);
        this.emitFile({ type: "asset", fileName: `assets/pdf-${version}/${folder}/${name}`, source });
      }
    }
  },
};

const MAIN = fileURLToPath(new URL("src/main.tsx", import.meta.url));
// They name far more than anybody uses; what is used of them is found by other ways.
const BARREL = /(react-aria-components\/dist\/exports\/index|lucide-react\/dist\/esm\/lucide-react)\.mjs$/;
// What needs nothing else, so that no two files need each other.
const BASE =
  /node_modules\/(react|scheduler)\/|vite\/preload-helper|lucide-react\/dist\/esm\/(icons\/(?!index)|(?!lucide-react))/;

/**
 * What the first screen needs is one file beside `base`: split by what else needs its parts it would be thirty, which
 * compress worse.
 */
function firstScreen() {
  let found: Set<string> | undefined;
  return (
    id: string,
    { getModuleInfo }: { getModuleInfo: (id: string) => { importedIds: string[] } | null },
  ) => {
    if (!found) {
      const seen = new Set<string>();
      const visit = (one: string) => {
        if (seen.has(one)) return;
        seen.add(one);
        if (!BARREL.test(one)) for (const next of getModuleInfo(one)?.importedIds ?? []) visit(next);
      };
      visit(MAIN);
      seen.delete(MAIN); // the page names it
      found = seen;
    }
    return found.has(id) ? "first" : null;
  };
}

export default defineConfig({
  resolve: {
    alias: [
      { find: "~", replacement: "/src" },
      // What markdown-it brings along and browsers have: 15 KB of the first screen.
      { find: /^(entities|linkify-it|punycode\.js|uc\.micro)$/, replacement: `${LEAN}/$1.ts` },
      // What amazon-chime-sdk-js brings along for its chat, which we do not use.
      { find: "@aws-sdk/client-chime-sdk-messaging", replacement: `${LEAN}/chime-messaging.ts` },
    ],
  },
  build: {
    target: "es2023",
    assetsInlineLimit: 0, // the Content-Security-Policy takes no data: fonts or scripts
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200, // KB unpacked, of a meeting; tests/browser/test_budgets.py holds what counts
    rollupOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: "base", test: BASE }, { name: firstScreen() }],
        },
      },
    },
    // The first screen in one file, with all that it imports: in thirty it was 12 KB more.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", test: /\/src\/main\.tsx/ }] } } },
  },
  server: { proxy: { "/v1": API, "/brand": API, "/live": { target: API, ws: true } } },
  plugins: [
    react(),
    layers,
    forPdf,
    // react-aria brings the words of thirty languages; these are ours.
    { ...optimizeLocales.vite({ locales: ["en-US", "de-DE", "fr-FR", "es-ES", "ar-AE"] }), enforce: "pre" },
    VitePWA({
      registerType: "prompt", // core/updates.ts says when: a page that is open keeps the files it began with
      injectRegister: false, // main.tsx does it: no inline script
      manifest: {
        name: "Atrium",
        short_name: "Atrium",
        description: "A company's own network",
        start_url: "/",
        display: "standalone",
        background_color: "#ffffff",
        theme_color: "#ffffff",
        icons: [
          { src: "/icons/192.png", sizes: "192x192", type: "image/png" },
          { src: "/icons/512.png", sizes: "512x512", type: "image/png", purpose: "any maskable" },
        ],
      },
      workbox: {
        globPatterns: ["index.html", "assets/*.{js,css}", "assets/*latin-wght-normal*.woff2", "icons/*"],
        // 1 MB for calls of more than six, which nobody holds offline; and 2 MB for PDFs, which come by the line too.
        globIgnores: ["assets/meeting-*.js", "assets/pdf-*/**", "assets/pdf[.-]*.js"],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: [/^\/v1\//, /^\/live/, /^\/docs/, /^\/brand\//, /^\/_local/],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  test: { environment: "happy-dom", include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
});
