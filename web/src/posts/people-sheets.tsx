/** Who reacted, and who takes part: people, page by page. */
import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api, body, type Schemas } from "~/core/api/client";
import { all, paged } from "~/core/lists";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Link } from "~/ui/link";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Sheet } from "~/ui/sheet";
import { Empty, Skeleton, Trouble } from "~/ui/states";
import type { Target } from "./reactions";

type Participant = Schemas["Participant"];
type Reactor = Schemas["Reactor"];

export function ParticipantsSheet({ post, onClose }: { post: string; onClose: () => void }) {
  const { t } = useTranslation("posts");
  const list = useInfiniteQuery({
    ...paged<Participant>(["participants", post], (at, signal) =>
      body(api.GET("/v1/posts/{post}/participants", { params: { path: { post }, query: at }, signal })),
    ),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Sheet title={t("who_takes_part")} isOpen onClose={onClose}>
      <States query={list} />
      {list.data && (
        <Rows label={t("who_takes_part")}>
          {all(list.data).map(({ person }) => (
            <Somebody key={person.id} person={person} onClose={onClose} />
          ))}
        </Rows>
      )}
      <More query={list} />
    </Sheet>
  );
}

export function ReactorsSheet({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTranslation("posts");
  const list = useInfiniteQuery({
    ...paged<Reactor>(["reactors", target.comment ?? target.post], (at, signal) =>
      target.comment
        ? body(
            api.GET("/v1/comments/{comment}/reactions", {
              params: { path: { comment: target.comment }, query: at },
              signal,
            }),
          )
        : body(
            api.GET("/v1/posts/{post}/reactions", {
              params: { path: { post: target.post }, query: at },
              signal,
            }),
          ),
    ),
    staleTime: 0,
    gcTime: 0,
  });
  const people = all(list.data);
  return (
    <Sheet title={t("who_reacted")} isOpen onClose={onClose}>
      <States query={list} />
      {list.data && people.length === 0 && <Empty>{t("nobody_reacted")}</Empty>}
      {people.length > 0 && (
        <Rows label={t("who_reacted")}>
          {people.map(({ person, emoji }) => (
            <Somebody key={`${emoji} ${person.id}`} person={person} onClose={onClose}>
              <span className="reactor-emoji">{emoji}</span>
            </Somebody>
          ))}
        </Rows>
      )}
      <More query={list} />
    </Sheet>
  );
}

function States({ query }: { query: UseInfiniteQueryResult }) {
  if (query.isPending) return <Skeleton card={false} />;
  return query.isError && !query.data ? (
    <Trouble error={query.error} again={() => void query.refetch()} />
  ) : null;
}

interface SomebodyProps {
  person: Schemas["Card"];
  onClose: () => void;
  children?: ReactNode;
}

function Somebody({ person, onClose, children }: SomebodyProps) {
  const { t } = useTranslation();
  return (
    <Row
      face={<Avatar name={person.name} id={person.id} src={person.avatar} size={32} />}
      name={
        <>
          <Link to={`/people/${person.id}`} onPress={onClose}>
            <bdi>{person.name}</bdi>
          </Link>
          {person.guest && <Badge>{t("guest")}</Badge>}
        </>
      }
    >
      {children}
    </Row>
  );
}
