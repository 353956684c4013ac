export const listKey = ["chat", "list"];
export const threadKey = (conversation: string) => ["chat", "thread", conversation];
export const conversationKey = (conversation: string) => ["chat", "conversation", conversation];
export const seatsKey = (conversation: string) => ["chat", "seats", conversation];

export const chatPath = (conversation: string, message?: number) =>
  `/chat/${conversation}${message ? `?at=${message}` : ""}`;
