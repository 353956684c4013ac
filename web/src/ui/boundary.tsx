import { Component, type ReactNode } from "react";
import { Problem } from "~/core/problems";
import { Trouble } from "./states";

interface Props {
  /** The address; at another one begins anew. */
  at: string;
  children: ReactNode;
}

/** Keeps what broke, or could not be fetched, from taking the whole app with it. Drafts are kept on the device. */
export class Boundary extends Component<Props, { at: string; error: unknown }> {
  override state = { at: this.props.at, error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps({ at }: Props, state: { at: string }) {
    return at === state.at ? null : { at, error: null };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const shown = navigator.onLine ? error : new Problem(0);
    return <Trouble error={shown} again={() => location.reload()} />;
  }
}
