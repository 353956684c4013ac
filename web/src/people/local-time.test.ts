import { describe, expect, test } from "vitest";
import { localTime, zonesLike } from "./local-time";

const NOON = Date.UTC(2026, 4, 14, 12);
const ZONES = ["America/Sao_Paulo", "Europe/Berlin", "Europe/London", "UTC"];

describe("the time where somebody is", () => {
  test("is that of their zone", () => {
    expect(localTime("Asia/Kolkata", "de", NOON)).toContain("17:30");
  });

  test("has the weekday where it is another day there", () => {
    const here = new Intl.DateTimeFormat("en", { dateStyle: "short" }).format(NOON);
    const far = ["Pacific/Kiritimati", "Pacific/Pago_Pago"].find(
      (zone) => new Intl.DateTimeFormat("en", { dateStyle: "short", timeZone: zone }).format(NOON) !== here,
    );
    expect(localTime(far ?? "", "en", NOON)).toMatch(/Wed|Thu|Fri/);
  });

  test("is not told of a zone that this browser does not know", () => {
    expect(localTime("Mars/Olympus", "en", NOON)).toBeUndefined();
  });
});

describe("looking for a zone", () => {
  test("meets the beginning of any word, whatever the accents and underscores", () => {
    expect(zonesLike("são pau", ZONES, "UTC")).toEqual(["America/Sao_Paulo"]);
    expect(zonesLike("berl", ZONES, "UTC")).toEqual(["Europe/Berlin"]);
    expect(zonesLike("lin", ZONES, "UTC")).toEqual([]);
  });

  test("has one's own first", () => {
    expect(zonesLike("europe", ZONES, "Europe/London")).toEqual(["Europe/London", "Europe/Berlin"]);
  });
});
