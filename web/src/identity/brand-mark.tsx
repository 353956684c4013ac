import type { Me } from "~/core/session";

/** The network's logo, that of the theme; without one its name. */
export function BrandMark({ branding }: { branding: Me["branding"] }) {
  const { name, logo, logo_dark } = branding;
  if (!logo) return <span dir="auto">{name}</span>;
  return (
    <>
      <img className={logo_dark ? "brand-mark brand-mark-light" : "brand-mark"} src={logo} alt={name} />
      {logo_dark && <img className="brand-mark brand-mark-dark" src={logo_dark} alt={name} />}
    </>
  );
}
