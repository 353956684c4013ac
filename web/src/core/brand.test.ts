import { beforeEach, expect, test } from "vitest";
import { wear } from "./brand";
import { applyTheme, setTheme } from "./theme";

const colours = (accent: string, header: string) => ({
  accent,
  accent_hover: accent,
  accent_subtle: accent,
  on_accent: "#ffffff",
  link: accent,
  header,
  on_header: "#000000",
});
const brand = {
  favicon: "/brand/t/1.png",
  palette: { light: colours("#111111", "#eeeeee"), dark: colours("#dddddd", "#222222") },
};

beforeEach(() => {
  localStorage.clear();
  document.head.innerHTML = `
    <meta name="theme-color" data-theme="light" content="#ffffff" />
    <meta name="theme-color" data-theme="dark" content="#000000" />
    <link rel="icon" href="/icons/favicon.svg" />`;
});

const frames = (what: "content" | "media") =>
  [...document.querySelectorAll("meta")].map((meta) => meta.getAttribute(what));
const icon = () => document.querySelector("link")?.getAttribute("href");

test("every colour of both themes is a custom property", () => {
  wear(brand);
  const { style } = document.documentElement;
  expect(style.getPropertyValue("--brand-on-accent-light")).toBe("#ffffff");
  expect(style.getPropertyValue("--brand-accent-subtle-dark")).toBe("#dddddd");
  expect(style.length).toBe(14);
});

test("a phone's frame has the header's colour", () => {
  wear(brand);
  expect(frames("content")).toEqual(["#eeeeee", "#222222"]);
});

test("a phone's frame follows the theme that was chosen, else the system's", () => {
  setTheme("dark");
  expect(frames("media")).toEqual(["not all", "all"]);
  setTheme("system");
  expect(frames("media")).toEqual(["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]);
  applyTheme();
  expect(frames("media")).toEqual(["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]);
});

test("who has no icon of their own has ours", () => {
  wear(brand);
  expect(icon()).toBe("/brand/t/1.png");
  wear({ ...brand, favicon: null });
  expect(icon()).toBe("/icons/favicon.svg");
});
