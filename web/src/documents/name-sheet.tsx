import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, once } from "~/core/api/client";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Sheet } from "~/ui/sheet";
import type { Document, Where } from "./model";
import { useNameWords } from "./name-words";
import { changedIn } from "./queries";

export function NewFolder({
  where,
  isAlbum = false,
  onClose,
}: {
  where: Where;
  isAlbum?: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("documents");
  const [key] = useState(() => crypto.randomUUID());
  return (
    <NameSheet
      title={t(isAlbum ? "album.new" : "new_folder")}
      act={t(isAlbum ? "album.make" : "make")}
      initial=""
      send={(name) =>
        api.POST("/v1/folders", {
          headers: once(`${key}-${name}`),
          body: { name, space: where.folder ? null : where.space, folder: where.folder, album: isAlbum },
        })
      }
      onDone={() => changedIn(where)}
      onClose={onClose}
    />
  );
}

export function Rename({ of, onClose }: { of: Document; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const where = { space: of.space, folder: of.folder };
  return (
    <NameSheet
      title={t("rename_of", { name: of.name })}
      act={t("rename")}
      initial={of.name}
      send={(name) =>
        api.PATCH("/v1/documents/{document}", { params: { path: { document: of.id } }, body: { name } })
      }
      onDone={() => changedIn(where, of.id)}
      onClose={onClose}
    />
  );
}

interface Props {
  title: string;
  act: string;
  initial: string;
  send: (name: string) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
}

function NameSheet({ title, act, initial, send, onDone, onClose }: Props) {
  const { t } = useTranslation("documents");
  const words = useNameWords();
  const [name, setName] = useState(initial);
  const naming = useMutation({
    mutationFn: send,
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === initial) onClose();
    else naming.mutate(name.trim());
  };
  return (
    <Sheet title={title} isOpen onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <Field
          label={t("name")}
          value={name}
          onChange={setName}
          maxLength={200}
          autoFocus
          problem={naming.error ? words(naming.error) : undefined}
        />
        <div className="sheet-actions">
          <Button onPress={onClose}>{t("cancel", { ns: "core" })}</Button>
          <Button look="primary" type="submit" isDisabled={!name.trim()} isPending={naming.isPending}>
            {act}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
