import { expect, test } from "vitest";
import { addressesIn } from "./addresses";

const ANNA = "anna@acme.example";
const BEN = "ben@acme.example";

test.each([
  `${ANNA}\n${BEN}`,
  `${ANNA}, ${BEN}`,
  `${ANNA};${BEN};`,
  `${ANNA} ${BEN}`,
  `Anna Berg <${ANNA}>, "Meier, Ben" <${BEN}>`,
  `\n  ${ANNA}.\n\n${BEN}  `,
  `mailto:${ANNA}\t${BEN}`,
])("addresses are found in %j", (text) => {
  expect(addressesIn(text).addresses).toEqual([ANNA, BEN]);
});

test("an address that stands there twice is one", () => {
  expect(addressesIn(`${ANNA}\nAnna@ACME.example`).addresses).toHaveLength(1);
});

test("what is no address is handed back", () => {
  expect(addressesIn(`${ANNA}\nben at acme\n`)).toEqual({ addresses: [ANNA], unclear: ["ben at acme"] });
  expect(addressesIn(`ben@acme, ${ANNA}, ben@-acme.example, bén@acme.example`)).toEqual({
    addresses: [ANNA],
    unclear: ["ben@acme", "ben@-acme.example", "bén@acme.example"],
  });
});
