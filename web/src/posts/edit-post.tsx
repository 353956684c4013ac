import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { changePost, type Post } from "./cache";
import { TextBox } from "./text-box";

/** In the place of its words. Somebody who changed it elsewhere meanwhile is not written over. */
export function EditPost({ post, done }: { post: Post; done: () => void }) {
  const { t } = useTranslation("posts");
  const { t: shared } = useTranslation();
  const save = async (text: string) => {
    if (text !== post.body) {
      const fresh = await body(
        api.PATCH("/v1/posts/{post}", {
          params: { path: { post: post.id }, header: { "If-Match": `"${post.version}"` } },
          body: { body: text },
        }),
      );
      changePost(post.id, () => fresh);
    }
    done();
  };
  return (
    <TextBox
      label={t("edit_post")}
      send={shared("save")}
      initial={post.body}
      hasFiles={post.attachments.length > 0}
      onSend={save}
      onCancel={done}
    />
  );
}
