import { useMe } from "~/core/session";
import { BrandMark } from "~/identity/brand-mark";
import { Link } from "~/ui/link";

/** Whose network this is; a press leads home. */
export function Company() {
  const { branding } = useMe();
  return (
    <Link to="/" className="company">
      <BrandMark branding={branding} />
    </Link>
  );
}

/** On a phone above the content, and scrolling away with it. */
export function CompanyBar() {
  return (
    <header className="company-bar">
      <Company />
    </header>
  );
}
