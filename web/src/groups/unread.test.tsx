import { renderToString } from "react-dom/server";
import { beforeEach, expect, test } from "vitest";
import { queries } from "~/core/query";
import { sawWall, useNewIn } from "./unread";

function Look() {
  return [...useNewIn()].join();
}

const marked = () => renderToString(<Look />);

const entry = (post: string, group: string, isNew = true) => ({
  new: isNew,
  post: { id: post, home: { kind: "group", id: group } },
});

beforeEach(() => queries.clear());

test("groups with new entries in the kept feed are marked", () => {
  const items = [entry("3", "a"), entry("2", "b", false), entry("1", "a")];
  queries.setQueryData(["feed", "", ""], { pages: [{ items }], pageParams: [""] });
  expect(marked()).toBe("a");
});

test("a wall that was seen is marked again by what is newer alone", () => {
  const show = (post: string) =>
    queries.setQueryData(["feed", "", ""], { pages: [{ items: [entry(post, "c")] }], pageParams: [""] });
  show("5");
  sawWall("c", "5");
  expect(marked()).toBe("");
  show("6");
  expect(marked()).toBe("c");
});
