import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, body } from "~/core/api/client";
import { paged } from "~/core/lists";
import { conversationOf, readHistory } from "./cache";
import { conversationKey, listKey, seatsKey, threadKey } from "./keys";
import type { Conversation, Seat, Thread } from "./model";

const FRESH = Number.POSITIVE_INFINITY; // frames tell what changes
const MOST_SEATS = 100; // more than a conversation without a group has

export function useConversations() {
  return useInfiniteQuery({
    ...paged<Conversation>(listKey, (at, signal) =>
      body(api.GET("/v1/conversations", { params: { query: at }, signal })),
    ),
    staleTime: FRESH,
  });
}

export function useConversation(id: string) {
  return useQuery({
    queryKey: conversationKey(id),
    queryFn: ({ signal }) =>
      body(api.GET("/v1/conversations/{conversation}", { params: { path: { conversation: id } }, signal })),
    initialData: () => conversationOf(id),
    staleTime: FRESH,
  });
}

/** Around `at`, or around the first unread message. */
export function useThread(id: string, at: number) {
  return useQuery<Thread>({
    queryKey: threadKey(id),
    queryFn: ({ signal }) => readHistory(id, at ? { around: at } : { unread: true }, signal),
    staleTime: FRESH,
  });
}

/** Who takes part. Of a channel they are the group's members, and not asked for here. */
export function useSeats(conversation: Conversation | undefined) {
  const id = conversation?.id ?? "";
  return useQuery<Seat[]>({
    queryKey: seatsKey(id),
    queryFn: async ({ signal }) => {
      const params = { path: { conversation: id }, query: { limit: MOST_SEATS } };
      return (await body(api.GET("/v1/conversations/{conversation}/members", { params, signal }))).items;
    },
    enabled: conversation !== undefined && conversation.kind !== "channel",
    staleTime: FRESH,
  });
}
