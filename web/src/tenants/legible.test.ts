import { expect, test } from "vitest";
import { Problem } from "~/core/problems";
import { refusedFor, standing, type Unfit } from "./legible";

const pale: Unfit = {
  field: "accent",
  theme: "light",
  pair: "link",
  ratio: 1.1,
  needed: 4.5,
  nearest: "#6b6b00",
};
const colours = { accent: "#ffffcc", accent_dark: null, header: null, header_dark: null };

test("a problem stands as long as its colour does", () => {
  const told = { of: colours, problems: [pale] };
  expect(standing(told, { ...colours, header: "#000000" })).toEqual([pale]);
  expect(standing(told, { ...colours, accent: "#6b6b00" })).toEqual([]);
  expect(standing(undefined, colours)).toEqual([]);
});

test("a refusal for contrast tells as much as a preview", () => {
  expect(refusedFor(new Problem(422, { ...pale, detail: "As a link ..." }))).toMatchObject(pale);
});

test.each([
  ["no answer", new Problem(0)],
  ["another field", new Problem(422, { field: "name" })],
  ["a colour that is none", new Problem(422, { field: "accent", detail: "no colour" })],
  ["something else", new Error("x")],
])("%s is no refusal for contrast", (_, error) => {
  expect(refusedFor(error)).toBeUndefined();
});
