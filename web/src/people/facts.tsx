import { Building2, Clock, Mail, MapPin } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "~/ui/icon";
import { Link } from "~/ui/link";
import { localTime } from "./local-time";
import type { Person } from "./queries";

/** What a person tells of themselves, and what time it is where they are. */
export function Facts({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const { department, location, email, about } = person;
  return (
    <div className="card person-facts">
      {about && (
        <p className="person-about" dir="auto">
          {about}
        </p>
      )}
      <dl className="person-facts-list">
        {department && (
          <Fact icon={Building2} name={t("department")}>
            <Link to={`/people?department=${encodeURIComponent(department)}`}>
              <bdi>{department}</bdi>
            </Link>
          </Fact>
        )}
        {location && (
          <Fact icon={MapPin} name={t("location")}>
            <Link to={`/people?location=${encodeURIComponent(location)}`}>
              <bdi>{location}</bdi>
            </Link>
          </Fact>
        )}
        <LocalTime zone={person.time_zone} />
        <Fact icon={Mail} name={t("email")}>
          <a href={`mailto:${email}`} dir="ltr">
            {email}
          </a>
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ icon, name, children }: { icon: typeof Mail; name: string; children: ReactNode }) {
  return (
    <div className="person-fact">
      <dt>
        <Icon of={icon} size={16} />
        <span className="unseen">{name}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

const MINUTE = 60_000;

function LocalTime({ zone }: { zone: string }) {
  const { t, i18n } = useTranslation("people");
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  const time = localTime(zone, i18n.language, now);
  return time ? (
    <Fact icon={Clock} name={t("local_time")}>
      {t("time_there", { time, zone: zone.replaceAll("_", " ") })}
    </Fact>
  ) : null;
}
