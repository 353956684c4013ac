/** Stands in for the package `@aws-sdk/client-chime-sdk-messaging`: meetings need none of it, and it is a seventh of their library. */
export {};
