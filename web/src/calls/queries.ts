/** What the room of calls reads: the call that goes on in a conversation, and what a conversation is called. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, body, type Schemas } from "~/core/api/client";
import { live } from "~/core/live";
import { queries } from "~/core/query";
import type { Call } from "./door";

type Running = Schemas["Running"];

const callKey = (conversation: string) => ["call", conversation];

/** Followed by frames; in a large channel, where none come, it is read when the conversation is opened. */
export function useCallIn(conversation: string) {
  useEffect(() => {
    const put = (call: Call | null) =>
      queries.setQueryData<Running>(callKey(conversation), (kept) => kept && { ...kept, call });
    const ends = [
      live.on("call.changed", (frame) => {
        const call = frame.call as Call;
        if (call.conversation === conversation) put(call);
      }),
      live.on("call.ended", (frame) => {
        if (frame.conversation === conversation) put(null);
      }),
      live.onReturn(() => void queries.invalidateQueries({ queryKey: callKey(conversation) })),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [conversation]);
  return useQuery({
    queryKey: callKey(conversation),
    queryFn: ({ signal }) =>
      body(api.GET("/v1/conversations/{conversation}/calls", { params: { path: { conversation } }, signal })),
    staleTime: 0,
  });
}

/** The conversation that a call goes on in, once it is read. */
export function useTalk(conversation: string): Schemas["Conversation"] | undefined {
  return useQuery({
    queryKey: ["call", "title", conversation],
    queryFn: ({ signal }) =>
      body(api.GET("/v1/conversations/{conversation}", { params: { path: { conversation } }, signal })),
  }).data;
}

/** The name of a conversation, or of the people in it. */
export function useTitle(conversation: string): string {
  const { name, person, faces } = useTalk(conversation) ?? {};
  return name ?? person?.name ?? faces?.map((face) => face.name).join(", ") ?? "";
}
