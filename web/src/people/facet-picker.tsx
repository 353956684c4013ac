import { useEffect, useState } from "react";
import { useDebounced } from "~/core/debounced";
import { number } from "~/core/time";
import { Combo } from "~/ui/combo";
import { useFacets } from "./queries";

interface Props {
  label: string;
  field: "department" | "location";
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
}

/** Filters the directory by what people give of themselves; the server is asked as one types. */
export function FacetPicker({ label, field, value, onChange, placeholder }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const asked = useDebounced(text === value ? "" : text.trim());
  const facets = useFacets(field, asked);
  const items = (facets.data?.items ?? []).map((facet) => ({
    id: facet.value,
    words: facet.value,
    aside: number(facet.people),
  }));
  return (
    <Combo
      className="grow"
      label={label}
      placeholder={placeholder}
      text={text}
      onText={(next) => {
        setText(next);
        if (next === "") onChange("");
      }}
      onChoose={(item) => onChange(item.id)}
      onClear={() => onChange("")}
      onBlur={() => setText(value)}
      items={items}
    />
  );
}
