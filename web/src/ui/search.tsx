import { Search as Glass, X } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { SearchField } from "react-aria-components/SearchField";
import { useTranslation } from "react-i18next";
import { Icon } from "./icon";
import "./field.css";
import "./search.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: () => void;
  autoFocus?: boolean;
}

/** What one looks for. Escape empties it. */
export function Search({ label, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <SearchField {...rest} maxLength={80} className="search">
      <Label className="unseen">{label}</Label>
      <Icon of={Glass} />
      <Input className="field-input search-input" placeholder={label} dir="auto" />
      <Button className="search-clear" aria-label={t("clear")}>
        <Icon of={X} size={16} />
      </Button>
    </SearchField>
  );
}
