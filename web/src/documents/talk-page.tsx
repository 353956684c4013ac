import { useTranslation } from "react-i18next";
import type { Post } from "~/posts/cache";
import { ButtonLink } from "~/ui/link";
import { KindIcon } from "./kind-icon";
import { pathOf } from "./model";
import { useFile } from "./queries";
import { Talk } from "./talk";

/** Where a link to what was said of a file leads. */
export function TalkPage({ post, focus }: { post: Post; focus: string | null }) {
  const { t } = useTranslation("documents");
  const { data: file } = useFile(post.home.id);
  return (
    <article className="card">
      <header className="talk-file">
        {file && <KindIcon kind={file.kind} />}
        <p className="talk-name grow cut">
          <bdi>{post.home.name}</bdi>
        </p>
        {file && <ButtonLink to={pathOf(file)}>{t("to_files")}</ButtonLink>}
      </header>
      <Talk id={post.id} focus={focus} />
    </article>
  );
}
