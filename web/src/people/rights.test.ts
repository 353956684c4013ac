import { describe, expect, test } from "vitest";
import type { Person, Role } from "./queries";
import { mayPutOut, rolesToGive } from "./rights";

const person = (role: Role, id = "somebody") => ({ id, role }) as Person;

describe("roles", () => {
  test("an owner gives all of them", () => {
    expect(rolesToGive("owner", person("admin"))).toContain("owner");
  });

  test("an admin makes members and guests of members and guests", () => {
    expect(rolesToGive("admin", person("guest"))).toEqual(["member", "guest"]);
    expect(rolesToGive("admin", person("admin"))).toEqual([]);
  });

  test("nobody else gives any", () => {
    expect(rolesToGive("member", person("guest"))).toEqual([]);
  });
});

describe("putting out", () => {
  test("an admin puts out members, and only an owner admins", () => {
    expect(mayPutOut({ id: "me", role: "admin" }, person("member"))).toBe(true);
    expect(mayPutOut({ id: "me", role: "admin" }, person("admin"))).toBe(false);
    expect(mayPutOut({ id: "me", role: "owner" }, person("admin"))).toBe(true);
  });

  test("nobody puts out themselves", () => {
    expect(mayPutOut({ id: "me", role: "owner" }, person("owner", "me"))).toBe(false);
  });
});
