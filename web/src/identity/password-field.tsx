import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField } from "react-aria-components/TextField";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { useTranslation } from "react-i18next";
import { Icon } from "~/ui/icon";
import "~/ui/button.css";
import "~/ui/field.css";
import "./password-field.css";

interface Props {
  name: string;
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
  label?: string;
  /** A new one says how long it must be; password managers offer one. */
  isNew?: boolean;
  autoFocus?: boolean;
}

/** A password, which may be shown while it is typed. */
export function PasswordField({ problem, label, isNew = false, ...rest }: Props) {
  const { t } = useTranslation("identity");
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      type={shown ? "text" : "password"}
      autoComplete={isNew ? "new-password" : "current-password"}
      isRequired
      isInvalid={Boolean(problem)}
      validationBehavior="aria"
      className="field"
    >
      <Label className="field-label">{label ?? t("password")}</Label>
      <div className="password" dir="ltr">
        <Input
          className="field-input password-input"
          spellCheck="false"
          autoCapitalize="off"
          autoCorrect="off"
          maxLength={200}
        />
        <ToggleButton
          className="button button-quiet button-icon password-toggle"
          isSelected={shown}
          onChange={setShown}
          aria-label={t("show_password")}
        >
          <Icon of={shown ? EyeOff : Eye} />
        </ToggleButton>
      </div>
      {isNew && (
        <Text slot="description" className="field-hint">
          {t("password_hint")}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </TextField>
  );
}
