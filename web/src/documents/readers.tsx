import { useState } from "react";
import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { number } from "~/core/time";
import { PersonName } from "~/people/person-name";
import { Ago } from "~/ui/ago";
import { Avatar } from "~/ui/avatar";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Sheet } from "~/ui/sheet";
import { Empty, Skeleton, Trouble } from "~/ui/states";
import type { Document } from "./model";
import { useReaders } from "./reading";
import "~/ui/link-tabs.css";
import "./talk.css";

/** For those who keep the order: who opened a file that must be read, and who has not yet. */
export function Readers({ of, onClose }: { of: Document; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const [opened, setOpened] = useState(true);
  const found = useReaders(of.id, opened);
  const people = all(found.data);
  const tab = (is: boolean, words: string) => (
    <button
      type="button"
      className="link-tab readers-tab"
      aria-current={is === opened ? "page" : undefined}
      onClick={() => setOpened(is)}
    >
      {words}
      {is === opened && found.isSuccess && (
        <span className="link-tab-count numbers">
          {number(people.length)}
          {found.hasNextPage && "+"}
        </span>
      )}
    </button>
  );
  return (
    <Sheet title={t("reading.readers_of", { name: of.name })} isOpen onClose={onClose}>
      <p className="quiet">{t("reading.version", { number: number(of.number) })}</p>
      <nav className="link-tabs" aria-label={t("reading.readers")}>
        {tab(true, t("reading.opened"))}
        {tab(false, t("reading.not_yet"))}
      </nav>
      {found.isPending && <Skeleton card={false} />}
      {found.isError && !found.data && <Trouble error={found.error} again={() => void found.refetch()} />}
      {people.length > 0 && (
        <Rows label={opened ? t("reading.opened") : t("reading.not_yet")}>
          {people.map(({ person, opened_at }) => (
            <Row
              key={person.id}
              face={<Avatar name={person.name} id={person.id} src={person.avatar} />}
              name={<PersonName person={person} />}
              below={opened_at && <Ago at={opened_at} />}
            />
          ))}
        </Rows>
      )}
      {found.isSuccess && people.length === 0 && !found.hasNextPage && (
        <Empty>{opened ? t("reading.nobody") : t("reading.all")}</Empty>
      )}
      <More query={found} />
    </Sheet>
  );
}
