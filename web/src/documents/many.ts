/** What is done to one file or to several: moved, copied, put into the bin. */
import { useTranslation } from "react-i18next";
import { api, body, once } from "~/core/api/client";
import { changeLists } from "~/core/lists";
import { useProblemWords } from "~/core/problem-words";
import { number } from "~/core/time";
import { toast } from "~/ui/toast";
import type { Document, Where } from "./model";
import { changedIn, changedInBin, entriesKey } from "./queries";

const AT_ONCE = 4;
const at = ({ id }: Document) => ({ params: { path: { document: id } } });
const whereOf = ({ space, folder }: Document): Where => ({ space, folder });

/** Resolves to those with which it went well; of the others, one problem is told. */
export async function each(
  all: Document[],
  act: (one: Document) => Promise<unknown>,
): Promise<{ done: Document[]; problem: unknown }> {
  const done: Document[] = [];
  const left = [...all];
  let problem: unknown = null;
  const work = async () => {
    for (let one = left.shift(); one; one = left.shift()) {
      try {
        await act(one);
        done.push(one);
      } catch (error) {
        problem ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, problem };
}

export function useMany() {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  const tell = (problem: unknown) => {
    if (problem) toast(words(problem), { tone: "danger" });
  };
  /** "“Plan” was moved.", or how many were. */
  const said = (act: "moved" | "binned" | "copied", done: Document[]) =>
    done.length === 1
      ? t(act, { name: done[0]?.name ?? "" })
      : t(`several_${act}`, { shown: number(done.length) });
  const goTo = (one: Document, { space, folder }: Where) =>
    body(api.PATCH("/v1/documents/{document}", { ...at(one), body: { space, folder } }));

  const back = async (moved: Document[], from: Where) => {
    const { problem } = await each(moved, (one) => goTo(one, whereOf(one)));
    changedAround(moved, from);
    tell(problem);
  };
  const move = async (all: Document[], to: Where) => {
    const { done, problem } = await each(all, (one) => goTo(one, to));
    for (const one of done) takeOff(one);
    changedAround(done, to);
    if (done.length) toast(said("moved", done), { undo: () => void back(done, to) });
    return problem;
  };
  const copy = async (all: Document[], to: Where) => {
    const copies: Document[] = [];
    const { done, problem } = await each(all, async (one) => {
      const call = { ...at(one), headers: once(), body: { ...to, name: null } };
      copies.push(await body(api.POST("/v1/documents/{document}/copies", call)));
    });
    changedIn(to);
    if (done.length) {
      const [one] = done;
      const words = copies.some(({ copying }) => copying) && done.length === 1 && one;
      toast(words ? t("begun_copying", { name: words.name }) : said("copied", done), {
        undo: () => void takeBack(copies),
      });
    }
    return problem;
  };
  const takeBack = async (copies: Document[]) => {
    const { problem } = await each(copies, (one) => api.DELETE("/v1/documents/{document}", at(one)));
    changedAround(copies);
    tell(problem);
  };
  const restore = async (binned: Document[]) => {
    const { problem } = await each(binned, (one) => body(api.PUT("/v1/bin/{document}/restored", at(one))));
    changedAround(binned);
    tell(problem);
  };
  const bin = async (all: Document[]) => {
    all.forEach(takeOff);
    const { done, problem } = await each(all, (one) => api.DELETE("/v1/documents/{document}", at(one)));
    changedAround(all);
    if (done.length) toast(said("binned", done), { undo: () => void restore(done) });
    tell(problem);
  };
  return { move, copy, bin };
}

/** At once: the lists are asked for anew besides. */
function takeOff(one: Document): void {
  changeLists<Document>(entriesKey(whereOf(one)), (it) => (it.id === one.id ? null : it));
}

/** Where they lay is another place now; and where they went. */
function changedAround(all: Document[], to?: Where): void {
  for (const one of all) {
    changedIn(whereOf(one), one.id);
    changedInBin(one.space);
  }
  if (to) changedIn(to);
}
