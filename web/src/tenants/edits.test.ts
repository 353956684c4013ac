import { expect, test } from "vitest";
import { asked, type Branding, changed, kept, restored, shown } from "./edits";

const now = {
  name: "Acme",
  welcome: null,
  accent: "#3b5bdb",
  accent_dark: null,
  logo: "/brand/t/1.png",
  logo_dark: null,
} as unknown as Branding;
const sent = { id: "01J", address: "blob:1" };

test("what is not changed shows as it is, what is changed as it would be", () => {
  expect(shown(now, { accent: null, logo: sent })).toEqual({ ...now, accent: null, logo: "blob:1" });
});

test("a picture that was taken away is not shown", () => {
  expect(shown(now, { logo: null }).logo).toBeNull();
});

test("changing back is no change", () => {
  const edits = changed(now, {}, { name: "Other", accent_dark: "#ffffff" });
  expect(edits).toEqual({ name: "Other", accent_dark: "#ffffff" });
  expect(changed(now, edits, { name: "Acme", accent_dark: null })).toEqual({});
});

test("undefined takes an edit back", () => {
  expect(changed(now, { logo: sent }, { logo: undefined })).toEqual({});
});

test("the server is told what changed, and pictures by their ids", () => {
  expect(asked({ name: "Other", logo: sent, favicon: null })).toEqual({
    name: "Other",
    logo: "01J",
    favicon: null,
  });
});

test("texts and colours are kept, pictures that were sent are not", () => {
  expect(restored(kept({ name: "Other", accent: null, logo: sent, favicon: null }))).toEqual({
    name: "Other",
    accent: null,
    favicon: null,
  });
  expect(kept({ logo: sent })).toBe("");
});

test.each(["", "{", "[1]", '{"name": 1, "else": "x"}'])("what cannot be read is nothing: %s", (text) => {
  expect(restored(text)).toEqual({});
});
