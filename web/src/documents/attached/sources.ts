import { api, body } from "~/core/api/client";
import type { Sources } from "../viewer/item";

/** What files are attached to: whoever may read that may fetch them by it. */
export type By = { post: string } | { comment: string } | { conversation: string; message: number };

interface Asked {
  inline?: boolean;
  size?: 320 | 960 | 1920;
}

function ask(by: By, document: string, query: Asked, signal?: AbortSignal) {
  const rest = signal ? { signal } : {};
  if ("post" in by) {
    const path = { post: by.post, document };
    return body(api.GET("/v1/posts/{post}/attachments/{document}", { params: { path, query }, ...rest }));
  }
  if ("comment" in by) {
    const path = { comment: by.comment, document };
    return body(
      api.GET("/v1/comments/{comment}/attachments/{document}", { params: { path, query }, ...rest }),
    );
  }
  const path = { conversation: by.conversation, number: String(by.message), document };
  return body(
    api.GET("/v1/conversations/{conversation}/messages/{number}/attachments/{document}", {
      params: { path, query },
      ...rest,
    }),
  );
}

export const sourcesOf = (by: By): Sources => ({
  content: (id, inline, signal) => ask(by, id, { inline }, signal),
  preview: (id, size, signal) => ask(by, id, { size }, signal),
});
