package main

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// What every resource of Cloudflare's provider does around a call. M is the resource's state.

// write does what a program plans and keeps the state that follows from it.
func write[M any](
	ctx context.Context, plan tfsdk.Plan, state *tfsdk.State, said *diag.Diagnostics, do func(M) (M, error),
) {
	var planned M
	said.Append(plan.Get(ctx, &planned)...)
	if said.HasError() {
		return
	}
	made, err := do(planned)
	if err != nil {
		fail(said, err)
		return
	}
	said.Append(state.Set(ctx, made)...)
}

// refresh keeps what is there now, and forgets what is gone.
func refresh[M any](
	ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse,
	find func(M) (found M, isThere bool, err error),
) {
	var state M
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	found, isThere, err := find(state)
	switch {
	case err != nil:
		fail(&response.Diagnostics, err)
	case !isThere:
		response.State.RemoveResource(ctx)
	default:
		response.Diagnostics.Append(response.State.Set(ctx, found)...)
	}
}

func remove[M any](
	ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse, do func(M) error,
) {
	var state M
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	if err := do(state); err != nil {
		fail(&response.Diagnostics, err)
	}
}

// adopt keeps what an import has found; nothing there is an error.
func adopt[M any](
	ctx context.Context, response *resource.ImportStateResponse, found M, isThere bool, err error,
) {
	if err == nil && !isThere {
		err = errors.New("404 Not Found")
	}
	if err != nil {
		fail(&response.Diagnostics, err)
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, found)...)
}

// fault is what the provider finds itself, before any call.
type fault struct{ summary, detail string }

func (f fault) Error() string { return f.detail }

func fail(said *diag.Diagnostics, err error) {
	if own := (fault{}); errors.As(err, &own) {
		said.AddError(own.summary, own.detail)
		return
	}
	said.AddError("failed to make http request", err.Error())
}
