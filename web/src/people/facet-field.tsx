import { useDebounced } from "~/core/debounced";
import { Combo } from "~/ui/combo";
import { useFacets } from "./queries";

interface Props {
  label: string;
  field: "department" | "location";
  value: string;
  onChange: (value: string) => void;
  problem?: string | undefined;
}

/** A department or place: any words, with those that colleagues give suggested, so that one thing has one name. */
export function FacetField({ label, field, value, onChange, problem }: Props) {
  const asked = useDebounced(value.trim());
  const facets = useFacets(field, asked);
  const items = (facets.data?.items ?? []).map((facet) => ({ id: facet.value, words: facet.value }));
  return (
    <Combo
      label={label}
      text={value}
      onText={onChange}
      onChoose={(item) => onChange(item.words)}
      items={items}
      problem={problem}
    />
  );
}
