/** The address that was typed in this tab, so that the next form has it; it never stands in a page's address. */
import { slug } from "~/core/network";

const TYPED = `atrium.email.${slug}`;

export const typedEmail = {
  read: (): string => sessionStorage.getItem(TYPED) ?? "",
  write: (email: string): void => sessionStorage.setItem(TYPED, email),
  forget: (): void => sessionStorage.removeItem(TYPED),
};
