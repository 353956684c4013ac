import { type ReactNode, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ColorArea } from "react-aria-components/ColorArea";
import { type Color, ColorPicker, parseColor } from "react-aria-components/ColorPicker";
import { ColorSlider, SliderTrack } from "react-aria-components/ColorSlider";
import { ColorThumb } from "react-aria-components/ColorThumb";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { TextField } from "react-aria-components/TextField";
import { useTranslation } from "react-i18next";
import { colourIn } from "./colour-in";
import "~/ui/field.css";
import "~/ui/menu.css";
import "./colour-field.css";

interface Props {
  label: string;
  hint: string;
  /** Null: the default, or what follows from another. */
  value: string | null;
  /** What null comes to. */
  present: string;
  onChange: (value: string | null) => void;
  problem: ReactNode;
  isInvalid: boolean;
}

/** A colour as #rrggbb, or by eye; empty is the default. What is no colour stays until it is put right. */
export function ColourField({ label, hint, value, present, onChange, problem, isInvalid }: Props) {
  const { t } = useTranslation("tenants");
  const colour = value ?? present;
  const id = useId();
  const [typed, setTyped] = useState(shown(value));
  const [isUnclear, setUnclear] = useState(false);
  const [last, setLast] = useState(value);
  const show = (now: string | null) => {
    setLast(now);
    setTyped(shown(now));
    setUnclear(false);
  };
  if (last !== value) show(value); // chosen by eye, or elsewhere
  const take = () => {
    const found = colourIn(typed);
    if (found === undefined) return setUnclear(true);
    show(value); // as it is written here, where it is the same
    if (found !== value) onChange(found);
  };
  return (
    <div className="field">
      <TextField
        className="field"
        value={typed}
        onChange={setTyped}
        onBlur={take}
        onKeyDown={({ key }) => key === "Enter" && take()}
        aria-describedby={isInvalid || isUnclear ? id : undefined}
        isInvalid={isInvalid || isUnclear}
        validationBehavior="aria"
        autoComplete="off"
        spellCheck="false"
      >
        <Label className="field-label">{label}</Label>
        <div className="colour-row">
          <ByEye label={label} colour={colour} onChange={onChange} />
          <Input
            className="field-input colour-hex"
            placeholder={colour.toUpperCase()}
            dir="ltr"
            data-unclear={isUnclear || undefined}
          />
        </div>
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      </TextField>
      <div id={id}>
        <p role="status" className="field-problem">
          {isUnclear && t("no_colour")}
        </p>
        {!isUnclear && problem}
      </div>
    </div>
  );
}

const shown = (value: string | null) => value?.toUpperCase() ?? "";

function ByEye({
  label,
  colour,
  onChange,
}: {
  label: string;
  colour: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation("tenants");
  // Grey and black have no hue: the one that was chosen is remembered here.
  const [last, setLast] = useState<Color | null>(null);
  const present = last && hex(last) === colour.toLowerCase() ? last : parseColor(colour).toFormat("hsb");
  const choose = (chosen: Color) => {
    setLast(chosen);
    onChange(hex(chosen));
  };
  return (
    <ColorPicker value={present} onChange={choose}>
      <DialogTrigger>
        <Button
          slot={null}
          className="colour-swatch"
          style={{ background: colour }}
          aria-label={t("pick", { colour: label })}
        />
        <Popover className="popover" placement="bottom start">
          <Dialog className="colour-picker" aria-label={label}>
            <ColorArea colorSpace="hsb" xChannel="saturation" yChannel="brightness" className="colour-area">
              <ColorThumb className="colour-thumb" />
            </ColorArea>
            <ColorSlider colorSpace="hsb" channel="hue" className="colour-hue">
              <SliderTrack className="colour-track">
                <ColorThumb className="colour-thumb" />
              </SliderTrack>
            </ColorSlider>
          </Dialog>
        </Popover>
      </DialogTrigger>
    </ColorPicker>
  );
}

const hex = (colour: Color) => colour.toString("hex").toLowerCase();
