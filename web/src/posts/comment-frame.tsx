import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Ago } from "~/ui/ago";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Link } from "~/ui/link";
import type { Post } from "./cache";
import { postPath } from "./paths";
import "./comment.css";

interface Props {
  author: Post["author"];
  at: string;
  children: ReactNode;
  reply?: boolean;
  edited?: boolean;
  /** Where it can be found alone; not while it is on its way. */
  link?: { post: string; comment: string };
  /** Behind the name: whom it answers. */
  to?: ReactNode;
  menu?: ReactNode;
}

/** Who says it and when, and below that what. */
export function CommentFrame({ author, at, children, reply, edited, link, to, menu }: Props) {
  const { t } = useTranslation("posts");
  const { t: shared } = useTranslation();
  return (
    <div className="comment">
      <Avatar name={author.name} id={author.id} src={author.avatar} size={reply ? 24 : 32} />
      <div className="grow">
        <div className="comment-head">
          <div className="comment-who">
            <Link to={`/people/${author.id}`} className="comment-author">
              <bdi>{author.name}</bdi>
            </Link>
            {author.guest && <Badge>{shared("guest")}</Badge>}
            {to && <span className="quiet">{to}</span>}
            <span className="comment-time quiet">
              {link ? (
                <Link to={postPath(link.post, link.comment)}>
                  <Ago at={at} />
                </Link>
              ) : (
                <Ago at={at} />
              )}
              {edited && ` · ${t("edited")}`}
            </span>
          </div>
          {menu}
        </div>
        {children}
      </div>
    </div>
  );
}
