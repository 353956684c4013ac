import { useQuery } from "@tanstack/react-query";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Collection } from "react-aria-components/Collection";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem, ListBoxSection } from "react-aria-components/ListBox";
import { SearchField } from "react-aria-components/SearchField";
import { useTranslation } from "react-i18next";
import { emojiIn, GROUPS } from "./table";
import "~/ui/field.css";
import "./emoji.css";

/** Emoji in groups; what one types finds them by their words, arrows go through them, Enter takes one. */
export function EmojiPicker({ pick }: { pick: (emoji: string) => void }) {
  const { t, i18n } = useTranslation("posts");
  const { data } = useQuery({
    queryKey: ["emoji", i18n.language],
    queryFn: () => emojiIn(i18n.language),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { persist: false },
  });
  const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  return (
    <div className="emoji-picker">
      <Autocomplete filter={(text, typed) => fold(text).includes(fold(typed.trim()))}>
        <SearchField autoFocus>
          <Label className="unseen">{t("find_emoji")}</Label>
          <Input className="field-input" placeholder={t("find_emoji")} dir="auto" />
        </SearchField>
        {data && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
          <div className="emoji-list" tabIndex={0}>
            <ListBox
              className="emoji-all"
              layout="grid"
              aria-label={t("emoji")}
              selectionMode="none"
              onAction={(key) => pick(String(key))}
              renderEmptyState={() => <p className="emoji-none">{t("no_emoji")}</p>}
            >
              {GROUPS.map((group) => (
                <ListBoxSection key={group} id={group} className="emoji-section">
                  <Header className="emoji-title">{t(`groups.${group}`)}</Header>
                  <Collection items={data[group]}>
                    {({ emoji, name, words }) => (
                      <ListBoxItem id={emoji} textValue={words} aria-label={name} className="emoji-option">
                        {emoji}
                      </ListBoxItem>
                    )}
                  </Collection>
                </ListBoxSection>
              ))}
            </ListBox>
          </div>
        )}
      </Autocomplete>
    </div>
  );
}
