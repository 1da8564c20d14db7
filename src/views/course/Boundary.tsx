/** Keeps what breaks inside from breaking the page: says so, and offers to try again. */
import { Component, type ReactNode } from 'react';

interface Props {
  message: string;
  retry: string;
  children: ReactNode;
}

export class Boundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { message, retry, children } = this.props;
    if (!this.state.hasFailed) return children;
    return (
      <div className="failed" role="alert">
        <p>{message}</p>
        <button type="button" onClick={() => this.setState({ hasFailed: false })}>
          {retry}
        </button>
      </div>
    );
  }
}
