/** Server state: TanStack Query, kept on the device for the next start without a connection. */
import { QueryClient } from "@tanstack/react-query";
import { Problem } from "~/core/problems";

const MINUTE = 60_000;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: MINUTE, // the socket tells what changed meanwhile
      gcTime: 24 * 60 * MINUTE,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false, // live.ts decides, with jitter
      networkMode: "always",
      retry: (failures, error) => failures < 2 && error instanceof Problem && error.status >= 500,
    },
    mutations: { networkMode: "always" },
  },
});
