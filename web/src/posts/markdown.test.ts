import { expect, test } from "vitest";
import { html } from "./markdown";

test("x", () => {
  console.log(html("مرحبا\n\n- a\n\nhello"));
  expect(1).toBe(1);
});
