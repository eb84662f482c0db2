import { Component, type ComponentType, h } from 'preact';

/** Draws a component again only when one of its props is another than before: a chat grows long. */
export function memo<P extends object>(Drawn: ComponentType<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const now: Record<string, unknown> = { ...this.props };
      return Object.entries(next).some(([name, value]) => !Object.is(value, now[name]));
    }

    override render(props: P) {
      return h(Drawn, props);
    }
  };
}
